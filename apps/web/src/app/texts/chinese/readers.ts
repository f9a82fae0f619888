import type { Texts } from '../english.js';

export const readers: Texts['readers'] = {
  title: '阅片者',
  invite: '邀请阅片者',
  name: '姓名',
  submit: '生成链接',
  empty: '尚无阅片者',
  emptyHint: '用个人链接逐一邀请阅片者。链接只显示一次；Lectern 只保存其哈希值。',
  linkFor: (name) => `${name} 的链接`,
  linkOnce: '仅显示这一次。只能使用一次，有效期至',
  known: (name) => `${name} 已在系统中`,
  knownHint: '使用该电子邮箱的人已有账户，现也担任此角色，并照常登录。若未配置邮件服务器，请通知本人。',
  renew: '新链接',
  renewFor: (name) => `为 ${name} 生成新链接`,
  number: '编号',
  kind: '类型',
  kindText: { person: '真人', simulated: '模拟阅片者（程序）' },
  state: '状态',
  submitted: '阅片',
  sessions: '阅片时段',
  sessionAt: (number, state, local, universal) =>
    `${number}：${state}${local && `，${local} 开放`}${universal && `（${universal}）`}`,
  full: (planned) => `计划的 ${planned} 名阅片者均已邀请。`,
  fixed: '方案已冻结：名单不再改变，但仍可生成新链接。',
};
