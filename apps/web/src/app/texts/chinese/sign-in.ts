import type { Texts } from '../english.js';

export const signIn: Texts['signIn'] = {
  title: '登录',
  working: '正在登录',
  needLink: '请使用发给您的个人链接登录。',
  lostLink: '每个链接只能使用一次。如果链接失效，请向研究协调员索取新链接。',
  failed: '该链接未能登录。',
  stillSignedIn: (name) => `您仍以 ${name} 的身份登录。`,
  goOn: '继续',
  login: '登录名',
  password: '密码',
  byPassword: '登录',
};

export const signature: Texts['signature'] = {
  title: '电子签名',
  printed: (name) => `您以 ${name} 的名义签署。`,
  password: '您的密码',
  code: '一次性代码',
  codeHint: '您尚未设置密码。请设置密码，或输入他人为您生成的新链接或代码。',
};
