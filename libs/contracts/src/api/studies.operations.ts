import { z } from 'zod';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import { auditEntrySchema, auditVerdictSchema, signedHeadsSchema } from '../record.schema.js';
import {
  createStudySchema,
  freezeRequestSchema,
  lockRequestSchema,
  progressSchema,
  studyDetailSchema,
  studySummarySchema,
} from '../study.schema.js';
import { oversightSchema } from '../oversight.schema.js';
import { defineOperation } from './operation.js';

/** Planning */
export const listStudies = defineOperation({
  id: 'listStudies',
  method: 'get',
  path: '/api/studies',
  permission: 'signed-in',
  tag: 'Studies',
  summary: 'Studies in which the signed-in person has a role',
  body: null,
  response: z.array(studySummarySchema),
});
export const createStudy = defineOperation({
  id: 'createStudy',
  method: 'post',
  path: '/api/studies',
  permission: 'installation:create-study',
  tag: 'Studies',
  summary: 'Create a study from a protocol; its creator coordinates it',
  status: 201,
  body: createStudySchema,
  response: studyDetailSchema,
});
export const getStudy = defineOperation({
  id: 'getStudy',
  method: 'get',
  path: '/api/studies/:study',
  permission: 'study:view',
  tag: 'Studies',
  summary: 'A study with its protocol and what freezing it still needs',
  tagged: true,
  body: null,
  response: studyDetailSchema,
});
export const getProtocolText = defineOperation({
  id: 'getProtocolText',
  method: 'get',
  path: '/api/studies/:study/protocol.yaml',
  permission: 'study:view',
  tag: 'Studies',
  summary: 'The protocol as written',
  tagged: true,
  produces: ['application/yaml'],
  body: null,
  response: null,
});
export const freezeStudy = defineOperation({
  id: 'freezeStudy',
  method: 'post',
  path: '/api/studies/:study/freeze',
  permission: 'study:freeze',
  tag: 'Studies',
  summary: 'Fix and hash the plan, draw the seed, store the worklists',
  changes: 'getProtocolText',
  body: freezeRequestSchema,
  response: studyDetailSchema,
});
export const lockStudy = defineOperation({
  id: 'lockStudy',
  method: 'post',
  path: '/api/studies/:study/lock',
  permission: 'study:lock',
  tag: 'Studies',
  summary: 'End data entry and begin the analysis',
  body: lockRequestSchema,
  response: studyDetailSchema,
});

/** Watching */
export const getProgress = defineOperation({
  id: 'getProgress',
  method: 'get',
  path: '/api/studies/:study/progress',
  permission: 'study:view',
  tag: 'Progress',
  summary: 'Counts of cases, inference and reads; nothing split by condition or truth',
  body: null,
  response: progressSchema,
});
export const streamProgress = defineOperation({
  id: 'streamProgress',
  method: 'get',
  path: '/api/studies/:study/progress/events',
  permission: 'study:view',
  tag: 'Progress',
  summary: 'The same as server-sent events, one at each change',
  produces: ['text/event-stream'],
  body: null,
  response: null,
});
export const getOversight = defineOperation({
  id: 'getOversight',
  method: 'get',
  path: '/api/studies/:study/oversight',
  permission: 'study:view',
  tag: 'Progress',
  summary: 'Reads by day, unusual times, problems and deviations; nothing by condition or truth',
  body: null,
  response: oversightSchema,
});
export const listAudit = defineOperation({
  id: 'listAudit',
  method: 'get',
  path: '/api/studies/:study/audit',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'Entries of the audit chain of a study',
  query: pageRequestSchema.extend({
    order: z.enum(['oldest', 'newest']).default('oldest').meta({ description: 'Which entries come first' }),
    act: z.string().max(60).optional().meta({ description: 'Entries of this act alone' }),
    text: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'Entries whose author, act, subject or reason holds this text' }),
  }),
  body: null,
  response: pageOf(auditEntrySchema),
});
export const verifyAudit = defineOperation({
  id: 'verifyAudit',
  method: 'get',
  path: '/api/studies/:study/audit/verification',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'The audit chain checked from its first entry to its head, and against the heads that were signed',
  body: null,
  response: auditVerdictSchema,
});

export const listSignedHeads = defineOperation({
  id: 'listSignedHeads',
  method: 'get',
  path: '/api/studies/:study/heads',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'The signed heads of the audit chain: whoever keeps a copy can tell a chain that was cut off or made anew',
  body: null,
  response: signedHeadsSchema,
});

export const studiesOperations = [
  listStudies,
  createStudy,
  getStudy,
  getProtocolText,
  freezeStudy,
  lockStudy,
  getProgress,
  streamProgress,
  getOversight,
  listAudit,
  verifyAudit,
  listSignedHeads,
] as const;
