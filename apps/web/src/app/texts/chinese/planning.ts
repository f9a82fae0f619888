import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** Words of a protocol's versions, amendments and clones. */
export const planningWords: Partly<Texts> = {
  planning: {
    change: '修改方案',
    changeHint: '尚未冻结：保存的内容将成为方案的下一个版本。',
    save: '保存为新版本',
    unchanged: '尚无改动。',
    amend: '修订已冻结的方案',
    amendHint: '只能修改不影响工作列表和分析的内容。不可修改之处会在尝试时指明。',
    amendOpen: '签署修订 …',
    amendExplain: '修订是一个新版本，连同理由和您的签名一并保存，不会覆盖任何内容。',
    amendMeaning: '我已核对此修订并使其生效。',
    amendSubmit: '签署并修订',
    versions: '方案版本',
    version: (version) => `版本 ${version}`,
    postHoc: '事后',
    postHocHint: '制定时已有阅片。',
    saveVersion: '保存为 YAML',
    clone: '复制研究 …',
    cloneTitle: '复制研究',
    cloneHint: '以此方案新建一项准备中的研究。阅片者、阅片和随机种子不会带入。',
    cloneName: '新研究的名称',
    cloneOf: (title) => `${title}（副本）`,
    cloneCases: '包括病例、参考标准和 AI 结果',
    cloneSubmit: '复制',
    check: '重新推导工作列表',
    checking: '正在推导',
    checkSame: (generator) => `由 ${generator} 推导，逐字节一致，且所有承诺均已满足。`,
    checkDiffers: '存储的工作列表与种子和计划不符。',
    balance: '按阶段和条件的计划阅片数',
    session: '阶段',
    condition: '条件',
    plannedReads: '计划阅片',
  },
};
