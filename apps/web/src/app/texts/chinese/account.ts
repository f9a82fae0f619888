import type { Texts } from '../english.js';

export const account: Texts['account'] = {
  title: '您的账户',
  passwordTitle: '姓名、登录名和密码',
  passwordHint: '用于登录和签署记录：每个签名都会印上您的姓名。',
  name: '您的全名',
  login: '登录名',
  current: '当前密码',
  password: '新密码（至少 12 个字符）',
  save: '保存',
  saved: '已保存。您的其他登录会话均已结束。',
  sessions: '您的登录位置',
  browser: '浏览器',
  token: (name) => `${name} 的令牌`,
  thisOne: '当前会话',
  revoke: '结束',
};
