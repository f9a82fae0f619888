import { z } from 'zod';
import { reasonSchema } from '../conduct-of-reads.schema.js';
import { caseIdSchema } from '../ids.js';
import {
  aeTitleSchema,
  arrivingCaseSchema,
  caseLabelSchema,
  intakeNodeSchema,
  intakeTokenSchema,
  nodeCallerSchema,
  senderNameSchema,
} from '../intake.schema.js';
import { defineOperation } from './operation.js';

/** Ways in for programs and hospital systems */
export const listIntakeTokens = defineOperation({
  id: 'listIntakeTokens',
  method: 'get',
  path: '/api/studies/:study/intake/tokens',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Tokens by which programs send images into the study (STOW-RS, `POST /dicom-web/studies`)',
  body: null,
  response: z.array(intakeTokenSchema),
});
export const createIntakeToken = defineOperation({
  id: 'createIntakeToken',
  method: 'post',
  path: '/api/studies/:study/intake/tokens',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Make a token that sends images into this study and does nothing else; it is shown once',
  status: 201,
  body: z.object({ name: senderNameSchema }).strict(),
  response: z.object({ id: z.string(), token: z.string() }),
});
export const revokeIntakeToken = defineOperation({
  id: 'revokeIntakeToken',
  method: 'post',
  path: '/api/studies/:study/intake/tokens/:token/revocation',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Revoke a token, with the reason: from now on it sends nothing',
  status: 204,
  body: reasonSchema,
  response: null,
});
export const listIntakeNodes = defineOperation({
  id: 'listIntakeNodes',
  method: 'get',
  path: '/api/studies/:study/intake/nodes',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'AE titles under which images are stored into the study by C-STORE, and who may call them',
  body: null,
  response: z.object({
    port: z.number().int().nullable().meta({ description: 'Of the DICOM node; null where the installation runs none' }),
    nodes: z.array(intakeNodeSchema),
  }),
});
export const openIntakeNode = defineOperation({
  id: 'openIntakeNode',
  method: 'post',
  path: '/api/studies/:study/intake/nodes',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Open an AE title for these callers',
  status: 201,
  body: z.object({ aeTitle: aeTitleSchema, callers: z.array(nodeCallerSchema).min(1).max(50) }).strict(),
  response: z.object({ id: z.string() }),
});
export const closeIntakeNode = defineOperation({
  id: 'closeIntakeNode',
  method: 'post',
  path: '/api/studies/:study/intake/nodes/:node/closure',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Close an AE title, with the reason: from now on nothing is stored under it',
  status: 204,
  body: reasonSchema,
  response: null,
});
export const listArrivals = defineOperation({
  id: 'listArrivals',
  method: 'get',
  path: '/api/studies/:study/intake/arrivals',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Cases that came, or are coming, image by image, and what was left out of them',
  body: null,
  response: z.array(arrivingCaseSchema),
});
export const relabelCase = defineOperation({
  id: 'relabelCase',
  method: 'put',
  path: '/api/studies/:study/cases/:case/label',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Give a case another label, until the study is frozen',
  body: z.object({ label: caseLabelSchema }).strict(),
  response: z.object({ id: caseIdSchema, label: caseLabelSchema }),
});

export const intakeOperations = [
  listIntakeTokens,
  createIntakeToken,
  revokeIntakeToken,
  listIntakeNodes,
  openIntakeNode,
  closeIntakeNode,
  listArrivals,
  relabelCase,
] as const;
