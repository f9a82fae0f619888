/** What the wizard says below a field, from the descriptions of the protocol's schema. */
export const protocolHints: Readonly<Record<string, string>> = {
  'The question computed from, where several could be': '可由多个问题计算时，指明所用的问题',
  'Another pair of conditions than the plan compares': '与计划所比较者不同的另一对条件',
  'Of non-inferiority or equivalence, on the scale compared': '用于非劣效或等效，按所比较的尺度',
  'sensitivity, specificity, predictive values from a rating: positive at or above this':
    '由评分计算灵敏度、特异度、预测值：不低于此值为阳性',
  'Of partial-auc': '用于 partial-auc',
  'The specificity or sensitivity at which the other is taken': '取另一指标时固定的特异度或灵敏度',
  'Of predictive values; absent: that of the study': '用于预测值；缺省：本研究的患病率',
  'Aided reads for which the AI had no result': 'AI 没有结果的有 AI 阅片',
  'Deviations found by the system for which a read is not per protocol': '系统发现的、使阅片不符合方案的偏离',
  'Cases without a row in the reference standard, since it could not be determined':
    '因无法确定而在参考标准中没有行的病例',
  'How the primary endpoints together keep alpha; hierarchical tests them in the order written':
    '主要终点如何共同控制 α；hierarchical 按书写顺序检验',
  "'site', 'grade', 'reader-stratum' or a case attribute of the protocol":
    '“site”“grade”“reader-stratum”或方案中的病例属性',
  'Absent: every endpoint': '缺省：每个终点',
  'Same reader, other condition': '同一阅片者，另一条件',
  'Other reader, same condition': '另一阅片者，同一条件',
  'Other reader, other condition': '另一阅片者，另一条件',
  'Cases of the pilot; of a figure of positive (negative) cases alone, the number of those':
    '预试验的病例数；仅依据阳性（阴性）病例的指标则为该类病例数',
  'The true difference that is assumed, on the scale of the endpoint': '所假定的真实差值，按终点的尺度',
  'Variance components and where they come from': '方差分量及其来源',
  'With them the power of the readers and cases that there are is computed, and held against `power` at freeze':
    '据此计算现有阅片者和病例的功效，并在冻结时与 `power` 对照',
  'Required with several primary hypotheses': '有多个主要假设时必填',
  'Absent: all assigned reads, incomplete ones left out': '缺省：所有分配的阅片，未完成者略去',
  'Required by figures of marks': '标记类指标必填',
  'Modalities that are taken in': '接收的成像类型',
  'Secondary captures, reports, other modalities and other objects that are no images to be read: refuse the case, or leave them out of it':
    '二次捕获、报告、其他成像类型及其他非阅片图像对象：拒收病例，或从中略去',
  'Images of an admitted class that say they were made after the examination (Image Type SECONDARY)':
    '属接收类别但声明为检查之后生成的图像（Image Type SECONDARY）',
  'Images whose header does not say whether text is burned into the pixels': '文件头未说明像素中是否烧录文字的图像',
  'description-or-axes: by the words of the series descriptions where they name each plane once, else by the nearest axes; axes: by the nearest axes alone':
    'description-or-axes：序列描述恰好各说明一个平面时按其文字，否则按最近的轴；axes：仅按最近的轴',
  'Two stacks that differ by less lie in one plane, whatever they are called':
    '夹角小于此值的两个序列视为同一平面，无论其名称',
  'The planes of the stacks': '各序列的平面',
  'How far a distance between slices may depart from the median, as a fraction of it': '层间距可偏离中位数的比例',
  'score: the case score; segmentation: outlines in the images; heat-map: a map over the images; domain-warning: whether the images are unlike those that the model was calibrated on':
    'score：病例评分；segmentation：图像上的轮廓；heat-map：覆盖图像的热图；domain-warning：图像是否与模型校准所用者不同',
  'What of the AI result is shown': '显示 AI 结果的哪些内容',
  'The model version that aids this condition; absent: unaided': '该条件所用的模型版本；缺省：无 AI',
  'Least time between two reads of the same case by the same reader': '同一阅片者两次阅读同一病例的最短间隔',
  'Required below 28 days': '少于 28 天时必填',
  'How many cases each reader reads again': '每名阅片者重复阅读的病例数',
  'Of a crossover: in which conditions; absent: in each': '用于交叉设计：在哪些条件下；缺省：在每种条件下',
  'own-sessions: after the others, one session a condition, a washout later; same-session: in the session of the first read, at least `separation` reads later':
    'own-sessions：在其他时段之后，隔一个洗脱期，每种条件一个时段；same-session：与首次阅片同一时段，至少间隔 `separation` 次阅片',
  'Before own sessions; absent: that of the design, or 28 days': '在单独时段之前；缺省：设计的洗脱期，或 28 天',
  'Required for same-session, where no washout lies between two reads of a case':
    '用于 same-session 时必填，因同一病例两次阅片之间没有洗脱期',
  'Reading sessions of each reader, without training, qualification and repeats':
    '每名阅片者的阅片时段数，不含培训、资格测试和重复阅片',
  'blocked: reads of one condition stand together in a session; mixed: conditions alternate at random':
    'blocked：同一条件的阅片在时段中集中；mixed：各条件随机交替',
  'Most reads of a block; longer ones are divided evenly. A pause is offered between blocks':
    '区组的最多阅片数；更长者均分。区组之间可休息',
  'Least number of other reads between two reads of the same case wherever no washout lies between them':
    '同一病例两次阅片之间没有洗脱期时，其间至少相隔的其他阅片数',
  "What the randomisation balances: 'truth', 'site', 'grade' or case attributes by name":
    '随机化所平衡的因素：“truth”“site”“grade”或按名称的病例属性',
  'Each reader reads this many of the cases, each case being read equally often; absent: all':
    '每名阅片者阅读的病例数，各病例被阅次数相等；缺省：全部',
  'Conditions in the order in which they are revealed; each answer is locked before the next':
    '按显示顺序排列的条件；每次作答在下一条件之前锁定',
  'within-session: each session has every condition, on different cases; between-readers: a session has one condition and readers differ in the order. Orders are the rows of a Williams square':
    'within-session：每个时段含所有条件，病例不同；between-readers：一个时段一种条件，阅片者的顺序不同。顺序取自 Williams 方的各行',
  'Cases set apart for this; their reads never enter the analysis': '为此单独留出的病例；其阅片不进入分析',
  'In which conditions the cases are read, in turn; absent: in every one of the design':
    '依次在哪些条件下阅片；缺省：设计中的每种条件',
  'Show the reference standard after each submission': '每次提交后显示参考标准',
  'A decision question': '一个判断类问题',
  'Least share of right decisions': '判断正确的最低比例',
  'Version of this format': '本格式的版本',
  'The finding that readers look for': '阅片者所寻找的征象',
  'What readers sign before the first read': '阅片者首次阅片之前签署的文件',
  'Other keys than the usual ones, by act': '与默认不同的按键，按操作',
  'A panel sets the reference standard; absent: it is imported': '由专家组制定参考标准；缺省：导入',
  'The time that endpoints use': '终点所用的时间',
  'What the reader sees of the way ahead; absent: the count. Remaining time presses readers':
    '阅片者看到的进度；缺省：计数。剩余时间会给阅片者压力',
  'Dim the page when idle; absent: never': '空闲时调暗页面；缺省：从不',
  'Active minutes': '有效分钟数',
  'Active minutes at a stretch after which a break is due': '连续有效分钟数，超过即须休息',
  'How long a break lasts at least': '休息的最短时间',
  'Active time of a read after which its answer must be submitted; late ones are flagged':
    '一次阅片的有效时限，超过须提交；逾时者作标记',
  'Of the page, device pixels': '页面的宽度，设备像素',
  'How many of eight near-black squares the reader must see on black; not checked counts as none':
    '八个近黑方块中阅片者须看见的个数；未检查视为零',
  'The brightest that is allowed': '允许的最亮程度',
  'row: all stacks side by side; focus: one large, the others small; single: one at a time':
    'row：所有序列并排；focus：一大其余小；single：一次一个',
  'The stack that is large or first; absent: the first': '较大或最先的序列；缺省：第一个',
  'Window presets; the first is applied when a case opens': '窗宽窗位预设；打开病例时用第一个',
  'Groups of readers, e.g. by experience; orders, arms and plots are balanced within each':
    '阅片者分组，例如按经验；顺序、组别和区在各组内平衡',
  'none: a drop-out is not replaced; same-place: whoever replaces one, of the same stratum, takes the same arm, plot and order of conditions and reads all of its cases, newly shuffled':
    'none：不替换退出者；same-place：同层的替换者取相同的组别、区和条件顺序，重新随机排列后阅读其全部病例',
  'Replacements in the whole study': '整个研究的替换次数',
  'Whether the analysis keeps the reads of a reader who was replaced': '分析是否保留被替换阅片者的阅片',
  'What happens when a reader drops out; absent: no replacement': '阅片者退出时如何处理；缺省：不替换',
  'Without training and qualification cases': '不含培训和资格测试病例',
  'What a case must be like; absent: the usual checks': '对病例的要求；缺省：默认检查',
  'one-case: two cases of one patient are refused; several-cases: allowed, and the analysis clusters by patient':
    'one-case：拒收同一患者的两个病例；several-cases：允许，分析按患者成群',
  'Attributes of cases beyond site and grade, given with the reference standard':
    '除中心和分级外的病例属性，随参考标准给出',
  'Who judge every case, beside the adjudicator': '除仲裁者外判定每个病例的人数',
  'The decision question: whether the finding is there': '判断类问题：是否有目标征象',
  'An ordinal question of at most 4 levels': '最多 4 级的有序问题',
  'The findings question: where the lesions are': '发现类问题：病灶所在',
  'Which question says what of the truth': '哪个问题给出参考标准的哪一项',
  'Grades that differ by no more than this agree; the median holds': '分级相差不超过此值视为一致；取中位数',
  'When marks of two members are the same lesion; required with lesions': '两名成员的标记何时算同一病灶；有病灶时必填',
  'What still is agreement; anything else goes to the adjudicator, as does any difference in the decision':
    '何种情形仍算一致；其余均交仲裁者，判断不同者亦然',
};
