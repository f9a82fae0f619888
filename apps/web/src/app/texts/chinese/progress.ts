import type { Texts } from '../english.js';

export const progress: Texts['progress'] = {
  title: '进度',
  reads: '阅片',
  cases: '就绪病例',
  refused: (count) => `${count} 例被拒收`,
  inference: 'AI 结果',
  failed: (count) => `${count} 例失败`,
  pace: '有效阅片时间中位数',
  paceHint: (count) => `共 ${count} 次阅片，合并统计`,
  analysis: { none: '未开始', running: '进行中', done: '完成', failed: '失败' },
  analysisLabel: '分析',
  byReader: '按阅片者',
  reader: '阅片者',
  state: '状态',
  session: (number) => `第 ${number} 时段`,
  sessionState: { waiting: '等待', open: '开放', finished: '完成' },
  opens: (when) => `${when} 开放`,
  readerState: { invited: '已邀请', active: '进行中', finished: '已完成', withdrawn: '已退出' },
  noReaders: '尚无阅片者',
  noReadersHint: '请在“阅片者”页邀请；其进度会显示在这里。',
};
