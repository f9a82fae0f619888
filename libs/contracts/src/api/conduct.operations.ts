import { z } from 'zod';
import {
  readingProblemSchema,
  readStatusSchema,
  reasonSchema,
  reminderSchema,
  reportProblemSchema,
  resolveProblemSchema,
  signDocumentsSchema,
  timeZoneSchema,
} from '../conduct-of-reads.schema.js';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import { readingStateSchema } from '../reading.schema.js';
import { defineOperation } from './operation.js';

/** A reader's own */
export const signDocuments = defineOperation({
  id: 'signDocuments',
  method: 'post',
  path: '/api/studies/:study/reading/signatures',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Sign documents of the protocol (consent, conflicts of interest, qualification) before the first read',
  body: signDocumentsSchema,
  response: readingStateSchema,
});
export const setTimeZone = defineOperation({
  id: 'setTimeZone',
  method: 'put',
  path: '/api/studies/:study/reading/time-zone',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'The time zone by which dates and daily quotas of the signed-in reader are counted',
  body: timeZoneSchema,
  response: readingStateSchema,
});
export const withdrawFromStudy = defineOperation({
  id: 'withdrawFromStudy',
  method: 'post',
  path: '/api/studies/:study/reading/withdrawal',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Leave the study; what was submitted stays',
  body: reasonSchema,
  response: null,
  status: 204,
});
export const reportProblem = defineOperation({
  id: 'reportProblem',
  method: 'post',
  path: '/api/studies/:study/reading/problems',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Report a problem to the coordinator, about a read or in general',
  status: 201,
  body: reportProblemSchema,
  response: readingProblemSchema,
});
export const getSessionCalendar = defineOperation({
  id: 'getSessionCalendar',
  method: 'get',
  path: '/api/studies/:study/reading/calendar.ics',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'The session that is waited for, as a calendar file',
  produces: ['text/calendar'],
  body: null,
  response: null,
});

/** The coordinator's */
export const listReads = defineOperation({
  id: 'listReads',
  method: 'get',
  path: '/api/studies/:study/reads',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Every read and where it stands; nothing of its case, condition or answer',
  query: pageRequestSchema,
  body: null,
  response: pageOf(readStatusSchema),
});
export const excuseRead = defineOperation({
  id: 'excuseRead',
  method: 'post',
  path: '/api/studies/:study/reads/:read/excuse',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Excuse a read that is not submitted, with the reason',
  body: reasonSchema,
  response: null,
  status: 204,
});
export const reopenRead = defineOperation({
  id: 'reopenRead',
  method: 'post',
  path: '/api/studies/:study/reads/:read/reopening',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Open a submitted read again for a new version of its answer; the old one stays',
  body: reasonSchema,
  response: null,
  status: 204,
});
export const withdrawReader = defineOperation({
  id: 'withdrawReader',
  method: 'post',
  path: '/api/studies/:study/readers/:reader/withdrawal',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Record that a reader has dropped out',
  body: reasonSchema,
  response: null,
  status: 204,
});
export const waiveQualification = defineOperation({
  id: 'waiveQualification',
  method: 'post',
  path: '/api/studies/:study/readers/:reader/qualification',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Let a reader who did not pass the qualification read all the same, with the reason',
  body: reasonSchema,
  response: null,
  status: 204,
});
export const listProblems = defineOperation({
  id: 'listProblems',
  method: 'get',
  path: '/api/studies/:study/problems',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Problems that readers reported, and what became of them',
  query: pageRequestSchema,
  body: null,
  response: pageOf(readingProblemSchema),
});
export const resolveProblem = defineOperation({
  id: 'resolveProblem',
  method: 'post',
  path: '/api/studies/:study/problems/:problem/resolution',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Say what became of a problem; excusing takes its read out of the list',
  body: resolveProblemSchema,
  response: readingProblemSchema,
});
export const listReminders = defineOperation({
  id: 'listReminders',
  method: 'get',
  path: '/api/studies/:study/reminders',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Messages to readers: sent by mail, or to be passed on by hand',
  query: pageRequestSchema,
  body: null,
  response: pageOf(reminderSchema),
});

const payloadSchema = z.object({
  metadata: z.record(z.string(), z.string()).optional(),
  data: z.string().optional(),
});
const payloadsSchema = z.object({ payloads: z.array(payloadSchema).max(1000) });

/** As Temporal's web UI asks for it: bytes in base64. */
export const decodePayloads = defineOperation({
  id: 'decodePayloads',
  method: 'post',
  path: '/api/temporal/decode',
  permission: 'installation:decode-payloads',
  tag: 'Installation',
  summary: "Decrypt payloads of workflow histories for Temporal's web UI, in the name of an administrator",
  repeatable: true,
  body: payloadsSchema,
  response: payloadsSchema,
});

export const conductOperations = [
  signDocuments,
  setTimeZone,
  withdrawFromStudy,
  reportProblem,
  getSessionCalendar,
  listReads,
  excuseRead,
  reopenRead,
  withdrawReader,
  waiveQualification,
  listProblems,
  resolveProblem,
  listReminders,
  decodePayloads,
] as const;
