import { z } from 'zod';
import { instantSchema, sha256Schema } from '../ids.js';
import { invitationSchema, inviteReaderSchema } from '../readers.schema.js';
import { studyDetailSchema } from '../study.schema.js';
import { defineOperation } from './operation.js';

/** A version of a study's protocol, with what it changed, a line a change. */
export const protocolVersionSchema = z.object({
  version: z.number().int(),
  hash: sha256Schema,
  createdAt: instantSchema,
  reason: z.string().nullable(),
  postHoc: z.boolean().meta({ description: 'Reads existed when it was made' }),
  changes: z.array(z.string()),
  text: z.string(),
});
export type ProtocolVersionView = z.infer<typeof protocolVersionSchema>;

/** The frozen worklists derived again from the freeze hash and the seed. */
export const scheduleVerificationSchema = z.object({
  generator: z.string(),
  storedHash: sha256Schema,
  derivedHash: sha256Schema,
  difference: z.string().nullable().meta({ description: 'Where the two first differ; null: the same to the byte' }),
  broken: z.array(z.string()).meta({ description: 'Promises of the design that the stored worklists do not keep' }),
  replacements: z
    .array(z.object({ reader: z.number().int(), replaces: z.number().int(), difference: z.string().nullable() }))
    .meta({
      description:
        'Readers who took the place of one who dropped out: whether their worklists follow from the seed too',
    }),
  balance: z
    .array(z.object({ session: z.number().int(), condition: z.string(), reads: z.number().int() }))
    .meta({ description: 'Planned reads over all readers' }),
});
export type ScheduleVerificationView = z.infer<typeof scheduleVerificationSchema>;

export const listProtocolVersions = defineOperation({
  id: 'listProtocolVersions',
  method: 'get',
  path: '/api/studies/:study/protocol/versions',
  permission: 'study:view',
  tag: 'Studies',
  summary: 'Every version of the protocol, with what it changed',
  body: null,
  response: z.array(protocolVersionSchema),
});
export const changeProtocol = defineOperation({
  id: 'changeProtocol',
  method: 'put',
  path: '/api/studies/:study/protocol',
  permission: 'study:plan',
  tag: 'Studies',
  summary: 'A new version of the protocol of a study that is not frozen',
  changes: 'getProtocolText',
  body: z.object({ protocol: z.string().min(1).max(200_000) }).strict(),
  response: studyDetailSchema,
});
export const cloneStudy = defineOperation({
  id: 'cloneStudy',
  method: 'post',
  path: '/api/studies/:study/clone',
  afterLock: true,
  permission: 'study:plan',
  tag: 'Studies',
  summary: "A new study with this one's protocol, with or without its cases",
  status: 201,
  body: z
    .object({
      title: z.string().min(3).max(200).optional(),
      cases: z.boolean().default(false).meta({ description: 'With cases, reference standard and AI results' }),
    })
    .strict(),
  response: studyDetailSchema,
});
export const verifyStudySchedule = defineOperation({
  id: 'verifyStudySchedule',
  method: 'get',
  path: '/api/studies/:study/schedule/verification',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'Derive the frozen worklists again and compare them with the stored ones',
  body: null,
  response: scheduleVerificationSchema,
});
export const replaceReader = defineOperation({
  id: 'replaceReader',
  method: 'post',
  path: '/api/studies/:study/readers/:reader/replacement',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Invite a reader in the place of one who withdrew, as the protocol allows; the one-time link is shown once',
  status: 201,
  body: inviteReaderSchema.omit({ stratum: true }).extend({ reason: z.string().min(1).max(500) }),
  response: invitationSchema,
});

export const planningOperations = [
  listProtocolVersions,
  changeProtocol,
  cloneStudy,
  verifyStudySchedule,
  replaceReader,
] as const;
