import type { Texts } from '../english.js';

/** Sign-in at an OpenID Connect provider, which has a name of its own. */
export const openid: Texts['openid'] = {
  signIn: (provider) => `使用 ${provider} 登录`,
  orPassword: '或使用登录名和密码',
  prove: (provider) => `再次使用 ${provider} 登录`,
  proven: '您已重新登录：此签名在五分钟内有效。',
  proving: '请在打开的窗口中登录。',
  blocked: '浏览器阻止了新窗口。请允许本页面打开窗口，然后重试。',
  done: '已完成。您可以关闭此窗口。',
  problems: {
    unreachable: '登录服务没有响应。请稍后重试，或使用链接或密码登录。',
    'refused-by-provider': '登录服务未能让您登录。请重试。',
    'begun-elsewhere': '此次登录是在另一个浏览器中开始的，或已超时。请在此重新开始。',
    'answer-not-valid': '登录服务的应答不可信。请重新开始；如仍然出现，请告知管理员。',
    'email-not-verified': '登录服务未验证您的电子邮件地址。请让其管理员验证该地址，或使用链接登录。',
    'not-invited': '此处没有以您的电子邮件地址邀请的人员。请让研究协调员以该地址邀请您。',
    'several-invited': '有多人以您的电子邮件地址受邀。请使用您的链接登录，并请协调员更正地址。',
    'another-account': '此账户不是使用该地址在此登录的人员的账户。请使用以前的账户，或使用链接登录。',
    'not-asked-again': '登录服务没有再次确认您的身份。请在该服务退出登录后重试。',
  },
};
