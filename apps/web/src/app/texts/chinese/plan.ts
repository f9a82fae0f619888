import type { Texts } from '../english.js';

export const freeze: Texts['freeze'] = {
  title: '冻结方案',
  titleOf: (study) => `冻结“${study}”的方案`,
  ready: '一切就绪。',
  notReady: (open) => `还有 ${open} 项条件未满足。`,
  checkMet: '已满足',
  checkOpen: '未满足',
  open: '冻结 …',
  explain: '冻结将固定方案、阅片者、病例、参考标准和 AI 结果；随后服务器抽取随机种子并保存工作列表。此操作不可撤销。',
  statement: '签名的含义',
  defaultStatement: '我已核对方案、病例、参考标准和阅片者，并将其固定为本研究的计划。',
  confirm: '签署并冻结',
  working: '正在冻结',
};

export const lock: Texts['lock'] = {
  title: '锁定并分析',
  hint: '锁定将永久结束数据录入，并开始分析。',
  open: '锁定 …',
  reason: '理由',
  reasonHint: '写入记录，例如“所有计划阅片均已提交”。',
  meaning: '我结束本研究的数据录入，并开启其分析。',
  incomplete: (missing) => `缺少 ${missing} 次计划阅片，锁定后将一直缺失。`,
  confirm: (title) => `我锁定“${title}”`,
  submit: '锁定研究',
  working: '正在锁定',
};
