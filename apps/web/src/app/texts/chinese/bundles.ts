import type { Texts } from '../english.js';

/** The bundles of a locked study. */
export const bundles: Texts['bundles'] = {
  title: '数据包',
  hint: '一个归档文件，包含方案、阅片列表、阅片、事件、记录、结果与签名；可在任何地方用 “lectern verify” 校验。',
  make: '生成数据包',
  download: (bytes) => `下载（${bytes}）`,
  of: (when) => `${when} 的数据包`,
  failed: (reason) => `失败：${reason}`,
  none: '尚未生成。',
};
