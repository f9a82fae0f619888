import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** Words of deviations, broken blinds and image access. */
export const evidenceWords: Partly<Texts> = {
  evidence: {
    deviations: {
      title: '方案偏离',
      none: '没有记录的偏离。',
      number: '编号',
      at: '时间',
      by: '记录者',
      kind: '类别',
      subject: '关于',
      text: '偏离内容',
      add: '记录偏离 …',
      addHint: '锁定之前也会被看到：请勿透露作答、条件或病例真值。',
      addSubmit: '记录',
      subjectAsked: '涉及的阅片者、病例或阶段（可选）',
      kinds: {
        eligibility: '入选条件',
        reading: '阅片',
        images: '图像',
        blinding: '设盲',
        schedule: '排程',
        other: '其他',
        'time-limit': '时间限制',
        order: '阅片顺序',
        reopened: '重新打开的阅片',
        washout: '洗脱期',
        documents: '文件未签署',
        display: '显示要求',
      },
    },
    unblinding: {
      title: '揭盲记录',
      none: '尚无人揭盲。',
      open: '对一个病例揭盲 …',
      heading: '对一个病例揭盲',
      explain: '将向您显示其参考标准和 AI 结果。您已获知一事将作为偏离写入记录，且不可撤销。',
      case: '病例',
      choose: '选择病例',
      meaning: '我对此病例揭盲并对此负责。',
      submit: '签署并揭盲',
      ofCase: (id) => `病例 ${id}`,
      ofStudy: '整个研究',
      unplanned: '锁定之前',
      toldTitle: (label) => `病例 ${label}（仅向您显示）`,
      truth: (positive, grade) =>
        positive === null
          ? '其参考标准未知。'
          : `参考标准：${positive ? '阳性' : '阴性'}${grade ? `，${grade} 级` : ''}。`,
      ai: (model, version, score) => `${model} ${version}：${score === null ? '无评分' : `评分 ${score.toFixed(3)}`}。`,
      deviation: (number) => `已记录为偏离 ${number}。`,
      hide: '隐藏',
    },
    imageAccess: {
      title: '图像访问记录',
      at: '时间',
      person: '人员',
      what: '内容',
      read: '阅片',
      series: '序列或检查',
      answer: '结果',
      granted: '准许',
      refused: '拒绝',
      none: '尚无人请求图像。',
      first: '第一页',
      next: '下一页',
    },
  },
};
