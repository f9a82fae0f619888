import type { Texts } from '../english.js';
import { acts } from './acts.js';

export const record: Texts['record'] = {
  title: '记录',
  verified: '记录链完整。',
  broken: '记录链已损坏。',
  empty: '本研究尚无任何记录。',
  act: '操作',
  subject: '对象',
  entry: '条目',
  sentence: (when, who, act, reason) => `${when}，${who}：${act}${reason ? `（“${reason}”）` : ''}`,
  allActs: '全部操作',
  verify: '重新验证',
  download: '下载（JSON）',
  hash: '哈希值',
  acts,
  filter: '筛选',
  filterHint: '人员、对象或理由',
  noMatch: '没有匹配的条目。',
  count: (shown, all) => `${shown} / ${all} 条`,
};
