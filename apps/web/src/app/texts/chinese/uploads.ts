import type { Texts } from '../english.js';

export const uploads: Texts['uploads'] = {
  there: (received, all) => `已接收 ${received} / ${all} MB`,
  waiting: '无法连接服务器。恢复后上传会自动继续。',
  stop: '停止',
  elsewhere: '本窗口正在上传另一研究的病例。',
  unfinished: '中断的上传',
  goOn: '请再次选择同一文件夹或压缩包：只发送缺少的部分。',
  until: (when) => `保留至 ${when}`,
  discard: '丢弃',
  discardTitle: (label) => `丢弃 ${label} 的上传`,
  discardHint: (received) => `已到达的 ${received} MB 将被删除。该病例可重新上传。`,
};
