import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** Who has which role, and how somebody comes in again. */
export const peopleWords: Partly<Texts> = {
  people: {
    members: '研究中的其他人员',
    membersHint: '阅片者见上方列表，且不得兼任其他角色。被取消角色的人员将在所有设备上退出登录。',
    role: '角色',
    roles: {
      coordinator: '协调员',
      statistician: '统计师',
      monitor: '监查员',
      truther: '参考标准判定者',
      reader: '阅片者',
    },
    name: '姓名',
    email: '电子邮件（可选）',
    invite: '邀请',
    inviteTitle: '按角色邀请人员',
    add: '增加角色',
    addTitle: (name) => `为 ${name} 增加角色`,
    remove: (role, name) => `取消 ${name} 的“${role}”角色`,
    removeHint: '立即生效：此人将在所有设备上退出登录，记录中会写明操作者与理由。',
    confirmAdd: '增加该角色',
    confirmRemove: '取消该角色',
    correct: '更正',
    correctTitle: (name) => `更正 ${name}`,
    correctHint: '消息将发送至该地址。此人登录或方案冻结后，姓名不可再改。',
    save: '保存',
    title: '人员',
    hint: '可登录本系统的所有人员。',
    login: '登录名',
    noLogin: '仅通过链接',
    administrator: '管理员',
    since: '加入时间',
    locked: (until) => `已锁定至 ${until}`,
    reset: '重置密码',
    resetTitle: (name) => `重置 ${name} 的密码`,
    resetHint: '此人的密码、登录会话与令牌立即失效。请亲自将一次性链接交给本人：打开链接者即可设置新密码。',
    confirmReset: '重置并生成链接',
  },
};
