import type { Texts } from '../english.js';

export const studies: Texts['studies'] = {
  title: '研究',
  create: '新建研究',
  empty: '尚无研究',
  emptyHint: '研究从方案开始：条件、设计、问题和分析计划写在一个 YAML 文件中。',
  emptyReader: '您尚未加入任何研究。请联系邀请您的协调员。',
  study: '研究',
  phase: '阶段',
  roles: '您的角色',
  created: '创建时间',
  read: '阅片',
};

export const create: Texts['create'] = {
  title: '新建研究',
  casesFrom: '病例',
  noCases: '稍后上传病例',
  takeFrom: (title) => `沿用“${title}”的病例`,
  submit: '创建研究',
  working: '正在创建研究',
};
