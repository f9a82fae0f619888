import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** Words of looking at cases. */
export const caseWords: Partly<Texts> = {
  caseReview: {
    state: { received: '检查中', stored: '待查看', ready: '就绪', refused: '已拒绝' },
    title: (number, label) => `病例 ${number}：${label}`,
    toLookAt: (count) => `${count} 例待查看`,
    look: '查看缩略图',
    back: '全部病例',
    previous: '上一例',
    next: '下一例',
    nextToLookAt: '下一例待查看',
    accept: '接受',
    acceptHint: '图像中有无文字？部位是否正确？各序列方位是否与名称一致？',
    loading: (shown, all) => `已显示 ${shown} / ${all} 幅图像`,
    accepted: (by, when) => `${by} 已接受，${when}`,
    acceptedWithout: (by, when) => `${by} 未查看即接受，${when}`,
    refuse: '拒绝',
    refuseTitle: (label) => `拒绝病例 ${label}`,
    refuseHint: '其图像和 AI 结果将被删除。原因保留在记录中，标签可重新使用。',
    reason: '原因',
    acceptTitle: (count) => `不查看即接受 ${count} 例`,
    acceptReasonHint: '请说明为何无需查看缩略图。该原因将写入研究记录。',
    acceptChosen: (count) => `附原因接受 ${count} 例 …`,
    choose: (label) => `选择 ${label}`,
    chooseAll: '选择全部待查看病例',
    none: '所有病例均已查看。',
    findings: '检查结果',
    noFindings: '检查未发现问题。',
    severity: { refused: '拒绝', flagged: '注意' },
    file: (number) => `文件 ${number}`,
    more: (count) => `另有 ${count} 个`,
    from: { description: '依据序列描述', axes: '依据母体坐标轴' },
    stackFacts: (slices, spacing, size) => `${slices} 层${spacing ? `，间距 ${spacing} mm` : ''}，${size}`,
    quality: (motion, worst, noise, view) =>
      `层间运动 ${motion} mm（最大 ${worst}），噪声为信号的 ${noise}%，视野 ${view} mm`,
    takeAway: '检查结果（CSV）',
    slice: (plane, number) => `${plane}，第 ${number} 层`,
    keys: '按键',
    picture: '预览',
  },
};
