import type { Texts } from '../english.js';

export const report: Texts['report'] = {
  title: '报告',
  closed: '分析尚未开放',
  closedHint: '研究锁定之前，任何人都看不到按条件划分的评分、判断或时间，以保持盲态。',
  running: '正在分析',
  failed: '分析失败',
  primary: '主要结果',
  points: ' 个百分点',
  range: (low, high) => `${low} 至 ${high}`,
  result: (r) => {
    const kind = r.kind === 'ratio' ? '比值' : '差值';
    const interval = r.interval ? `；${r.level}% 置信区间 ${r.interval}` : '';
    const p = r.p ? `；${r.p}` : '';
    return `${r.title}：${r.from.text}（${r.from.name}）与 ${r.to.text}（${r.to.name}）；${kind} ${r.change}${r.unit}${interval}${p}。`;
  },
  notEstimable: (title, reason) => `${title}无法估计：${reason}`,
  counts: (c) =>
    `${c.readers} 名阅片者，${c.cases} 例（阳性 ${c.positives} 例），已提交 ${c.readsSubmitted} / ${c.readsPlanned} 次阅片。`,
  documents: '文件',
  document: {
    'report.html': '报告（HTML）',
    'analysis.json': '分析结果（JSON）',
    'reads.csv': '全部阅片（CSV）',
    'codebook.csv': 'CSV 变量说明',
  },
  openReport: '在新窗口中打开',
  frame: '报告',
  showReport: '完整报告',
};
