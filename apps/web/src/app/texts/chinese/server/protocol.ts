/** What the rules of a protocol and the shapes of the contract say, in Chinese. */
export const protocolSentences: Readonly<Record<string, string>> = {
  'unknown: {}; remove it or check its spelling': '未知：{1}；请删除或检查拼写',
  'must differ from the condition compared from': '须与被比较的条件不同',
  '{} needs a margin': '{1} 需要界值',
  'has no meaning for {}; leave it out or change the hypothesis': '对 {1} 无意义；请删除或更改假设',
  'times are compared by their ratio, so that a margin of {} leaves no room: write the largest ratio that is still acceptable, e.g. 1.2 for 20% longer':
    '时间按比值比较，界值 {1} 没有余地：请写出可接受的最大比值，如 1.2 表示长 20%',
  'at least one endpoint must be primary': '至少须有一个主要终点',
  '{} primary hypotheses share alpha: say how (co-primary, hierarchical, holm or hochberg)':
    '{1} 个主要假设共用 alpha：请说明方式（co-primary、hierarchical、holm 或 hochberg）',
  'has no meaning with fewer than two primary hypotheses; leave it out': '主要假设少于两个时无意义；请删除',
  '{} needs it': '{1} 需要此项',
  'must be greater than from': '须大于 from',
  'has no meaning for {}; leave it out': '对 {1} 无意义；请删除',
  '{} needs a rule for when a mark is on a lesion': '{1} 需要规定标记何时算在病灶上',
  'no endpoint is made of marks; leave it out or add one': '没有由标记构成的终点；请删除或增加一个',
  'has neither min nor max: give one, or leave it out': '既无 min 也无 max：请给出其一，或删除',
  'is above max ({}): no case could meet it': '大于 max（{1}）：没有病例能满足',
  'is below the {} planes that are read': '少于所读的 {1} 个平面',
  'a washout of {} days is shorter than {}; write its justification or lengthen it':
    '{1} 天的洗脱期短于 {2} 天；请写明理由或延长',
  'the same case twice in a session has no washout: write why, or give repeats sessions of their own':
    '同一阶段内两次阅同一病例没有洗脱期：请写明理由，或为重复阅片单设阶段',
  'belongs to a crossover: in this design a case has one condition, in which it is repeated; leave it out':
    '属于交叉设计：本设计中病例只有一个条件并在其中重复；请删除',
  'a crossover of {} conditions needs {} sessions or a multiple, so that a case is read in one condition a session':
    '{1} 个条件的交叉设计需要 {2} 个阶段或其倍数，使病例每阶段只在一个条件下阅片',
  "leaves out condition '{}', which would never be read": '遗漏了条件“{1}”，将永不被阅片',
  "'{}' is unaided and follows an aided stage: what was seen stays seen": '“{1}”无辅助却在有辅助之后：已见者无法消除',
  "'{}' is known already; leave it out": '“{1}”已知；请删除',
  'is {}, but the strata have {} readers together; make them agree': '为 {1}，但各分层共有 {2} 名阅片者；请使其一致',
  "has no meaning where the rule is 'none'; leave it out": '规则为“none”时无意义；请删除',
  "'{}' stands twice": '“{1}”出现两次',
  'cases are read in the stages of the design; leave it out': '病例按设计的步骤阅片；请删除',
  '{} has another act already': '{1} 已用于其他操作',
  'breakAfterMinutes and breakMinutes say one thing together: give both or none':
    'breakAfterMinutes 与 breakMinutes 须同时给出或都不给出',
  'must name a question that stands earlier': '须指向前面的问题',
  "is no possible answer of '{}'": '不是“{1}”的可能答案',
  'must be greater than min': '须大于 min',
  'is more than the {} options': '多于 {1} 个选项',
  'a mark belongs to one question: only one may ask for findings': '标记只属于一个问题：只能有一题询问发现',
  'names no {}; there are {}': '没有该 {1}；现有 {2}',
  none: '无',
  "'{}' stands twice; ids must differ": '“{1}”出现两次；编号须不同',
  '{} plots need as many readers, and {} are planned: plan fewer plots':
    '{1} 个区组需要同样多的阅片者，而计划为 {2} 名：请减少区组',
  '{} parallel groups need a reader each, and {} {} planned': '{1} 个平行组各需一名阅片者，而计划为 {2} 名',
  is: '',
  are: '',
  'to balance the order of {} conditions between readers, {} at least {} readers, not {}: plan more, or counterbalance within sessions':
    '要在阅片者间平衡 {1} 个条件的顺序，{2}至少需 {3} 名阅片者，而非 {4} 名：请增加，或在阶段内平衡',
  'each plot needs': '每个区组',
  'there must be': '',
  'is more than the {} planned cases': '多于计划的 {1} 个病例',
  '{} readers of {} cases leave {} of {} cases unread: raise it to {}':
    '{1} 名阅片者每人 {2} 个病例，会使 {4} 个病例中 {3} 个无人阅片：请提高到 {5}',
  '{} cases of a reader, in {} sets so that conditions change places, do not fill {} sessions a period: plan at least {} cases a reader or fewer sessions':
    '每名阅片者 {1} 个病例、分 {2} 组轮换条件，不足以填满每期 {3} 个阶段：请每人至少计划 {4} 个病例或减少阶段',
  '{} cases of a reader do not fill {} sessions: plan more cases or fewer sessions':
    '每名阅片者 {1} 个病例不足以填满 {2} 个阶段：请增加病例或减少阶段',
  'is more than the {} cases of a reader': '多于每名阅片者的 {1} 个病例',
  'cannot be kept over sessions without a washout if cases are also repeated within a session: repeat in own sessions':
    '若同一阶段内也重复病例，则无洗脱期的阶段间无法保证：请在单独阶段重复',
  "with an odd number of conditions, blocks change places from session to session, so that nothing keeps a case apart without a washout: use 'order: mixed' or a washout":
    '条件数为奇数时，区块逐阶段换位，没有洗脱期便无法分隔同一病例：请用“order: mixed”或洗脱期',
  '{} reads cannot lie between two reads of a case where a reader has {} cases a period: at most {}':
    '每名阅片者每期 {2} 个病例时，同一病例两次阅片之间无法间隔 {1} 次：最多 {3} 次',
  '{} reads cannot be kept between a read and its repeat where {} cases are repeated without a washout: at most {}':
    '{2} 个病例无洗脱期重复时，阅片与其重复之间无法间隔 {1} 次：最多 {3} 次',
  '{} reads cannot lie between a read and its repeat where {} cases stand together in a session: at most {}':
    '一个阶段共有 {2} 个病例时，阅片与其重复之间无法间隔 {1} 次：最多 {3} 次',
  "{} is not analysed by Obuchowski and Rockette's method; leave them out and state them in the assumptions":
    '{1} 不按 Obuchowski-Rockette 法分析；请删除并在假设中说明',
  'power is computed for superiority and non-inferiority; leave them out': '功效仅针对优效性和非劣效性计算；请删除',
  'must name a question of kind {} of the truthing': '须指向真值判定中类型为 {1} 的问题',
  'must be a question that is asked and required of every case': '须为每个病例都会提问且必答的问题',
  'grades are 1 to 4: its question has more levels': '分级为 1 至 4：该问题的级别更多',
  'says when marks of two members are the same lesion: give it with truth.lesions, and only then':
    '说明两名成员的标记何时为同一病灶：须且仅须与 truth.lesions 同时给出',
};

/** What the shapes of the contract say of a value that does not fit (by zod, and by our own rules in them). */
export const shapeSentences: Readonly<Record<string, string>> = {
  'Invalid input: expected {}, received {}': '类型不符：应为 {1}，实为 {2}',
  'Invalid input: expected {}': '不符：应为 {1}',
  'Invalid input': '输入无效',
  'Invalid option: expected one of {}': '选项无效：应为 {1} 之一',
  'Too small: expected {} to have >={} {}': '太短：至少 {2} 个字符或元素',
  'Too big: expected {} to have <={} {}': '太长：至多 {2} 个字符或元素',
  'Too small: expected {} to be >={}': '太小：应不小于 {2}',
  'Too small: expected {} to be >{}': '太小：应大于 {2}',
  'Too big: expected {} to be <={}': '太大：应不大于 {2}',
  'Too big: expected {} to be <{}': '太大：应小于 {2}',
  'Invalid number: must be a multiple of {}': '数值无效：应为 {1} 的倍数',
  'Invalid string: must match pattern {}': '格式不符：{1}',
  'Invalid email address': '电子邮箱无效',
  'Invalid URL': '网址无效',
  'Invalid UUID': 'UUID 无效',
  'Unrecognized key: {}': '未知字段：{1}',
  'Unrecognized keys: {}': '未知字段：{1}',
  string: '文本',
  number: '数值',
  int: '整数',
  boolean: '是/否',
  array: '列表',
  object: '对象',
  undefined: '空缺',
  null: '空',
  'a capital letter, ? or the name of a key': '大写字母、? 或按键名',
  'lower-case letters, digits and hyphens, beginning with a letter': '小写字母、数字和连字符，以字母开头',
  'say why these cases are accepted without a look at their contact sheets': '请说明为何不查看缩略图总览即接受这些病例',
  'small letters, digits and hyphens': '小写字母、数字和连字符',
  'letters, digits, dots, plus and hyphens': '字母、数字、点、加号和连字符',
  'an AE title has letters, digits and signs, no backslash': 'AE 标题由字母、数字和符号组成，不含反斜杠',
  'an address without name, password, query or fragment': '不含用户名、密码、查询或片段的地址',
  'name at least one of the keys': '请至少填写一个条件',
};
