import type { Texts } from '../english.js';

export const general: Texts['general'] = {
  loading: '正在加载',
  cancel: '取消',
  close: '关闭',
  again: '重试',
  more: '显示更多',
  copy: '复制',
  copied: '已复制',
  none: '无',
  signOut: '退出登录',
  signedInAs: '当前登录：',
  skip: '跳到正文',
  mainNavigation: 'Lectern',
  analyseFile: '分析文件',
  powerCalculator: '功效计算',
  modelEvaluation: '模型评价',
  language: '语言',
  theme: '配色',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  simulatedReader: '模拟阅片者',
  simulatedNotice: '本研究的模拟阅片者由程序作答，其结果不代表任何真实人员。',
  of: (done, planned) => `${done} / ${planned}`,
  unreachable: '无法连接服务器。',
  unreachableRemedy: '请检查网络；已保存的内容不会丢失。',
  unexpected: '发生了意外错误。',
  signedOut: '您已退出登录。',
  signedOutRemedy: '请重新打开您的登录链接，或向研究协调员索取新链接。',
  line: (line) => `第 ${line} 行`,
};

export const phase: Texts['phase'] = { draft: '准备中', reading: '阅片中', locked: '已锁定', analysed: '已分析' };

export const role: Texts['role'] = {
  coordinator: '协调员',
  reader: '阅片者',
  statistician: '统计师',
  monitor: '监查员',
  truther: '参考标准判定者',
};
