import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** How the reference standard comes about. */
export const truthWords: Partly<Texts> = {
  truthing: {
    outlines: {
      title: '病灶轮廓',
      hint: '病例图像上的 DICOM 分割（SEG）或测量报告（SR）。每个分割段或测量组为一个病灶；不同序列中相同的跟踪标识（Tracking ID）为同一病灶。仅保存轮廓，不保存文件。',
      choose: '选择 SEG 或 SR 文件 …',
      done: (lesions, cases) => `已在 ${cases} 例中勾画 ${lesions} 个病灶。`,
    },
    condition: '参考标准',
    opinions: {
      title: '专家组的意见',
      differ: (what) => `各成员在${what.join('和')}上意见不一。请您独立判定；您的答案即为参考标准。`,
      question: '问题',
      reasons: { decision: '有无判断', grade: '分级', lesions: '病灶位置' },
    },
    panel: {
      title: '参考标准专家组',
      hint: '每位成员独立判定每一例，看不到其他成员、AI 或任何阅片。意见不一时由仲裁者决定。全部病例判定后，结果即为参考标准。',
      settled: (settled, all) => `${all} 例中已判定 ${settled} 例。`,
      waiting: (cases) => `${cases} 例等待仲裁。`,
      name: '姓名',
      email: '电子邮箱（可选）',
      part: '角色',
      member: (number) => `成员 ${number}`,
      adjudicator: '仲裁者',
      judged: '已判定',
      newLink: '新链接',
      inviteMember: (open) => `邀请成员（尚缺 ${open} 位）`,
      inviteAdjudicator: '邀请仲裁者',
      linkFor: (name) => `${name} 的登录链接（仅显示一次）`,
      begin: '将病例交给专家组',
      newCases: (cases) => `此后又有 ${cases} 例。`,
      giveOut: '一并交给专家组',
      closed: (when) => `专家组已于 ${when} 结束；其结果即为参考标准。`,
      agreementTitle: '各成员独立判定的一致性',
      adjudicated: (adjudicated, cases) => `${cases} 例中 ${adjudicated} 例经仲裁。`,
      measure: '指标',
      value: '数值（95% 区间）',
      cases: '例数',
      measures: {
        members: '成员数',
        'cases adjudicated': '经仲裁病例的比例',
        "decisions, Fleiss' kappa": '有无判断，Fleiss kappa',
        'grades, intraclass correlation': '分级，组内相关系数',
      },
    },
  },
};
