import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** Examinations that are fetched from another server. */
export const pullWords: Partly<Texts> = {
  pull: {
    title: '从 DICOMweb 服务器获取',
    none: '尚未登记服务器。可查询的服务器由管理员登记。',
    server: '服务器',
    patientId: '患者 ID',
    accessionNumber: '检查号',
    from: '从',
    to: '至',
    modality: '模态',
    search: '查询',
    matches: (count) => `${count} 项检查匹配。`,
    more: '匹配过多，未全部显示：请缩小范围。',
    fetch: '获取',
    fetchOne: (label) => `获取为 ${label}`,
    fetchChosen: (count) => `获取 ${count} 项检查`,
    label: '标签',
    patient: '患者（服务器所述）',
    date: '日期',
    description: '描述',
    images: '影像数',
    there: '已在本研究中',
    ordered: (count) => `正在后台获取 ${count} 项检查。`,
    manage: '服务器（管理员）',
    name: '名称',
    url: 'DICOMweb 服务地址',
    user: '用户（可选）',
    password: '密码',
    add: '登记服务器',
    remove: '移除',
  },
};
