import { z } from 'zod';
import { analysisStateSchema } from '../analysis.schema.js';
import { eventBatchSchema } from '../reading-events.schema.js';
import { passwordSignInSchema, setPasswordSchema, signedInSessionSchema } from '../identity.schema.js';
import { caseIdSchema, instantSchema } from '../ids.js';
import {
  draftSchema,
  openReadSchema,
  readingOverviewSchema,
  readingStateSchema,
  savedDraftSchema,
  submissionSchema,
  submittedReadSchema,
} from '../reading.schema.js';
import {
  auditEntrySchema,
  bundleExportStateSchema,
  caseDeidentificationSchema,
  caseIdentitySchema,
  caseRowSchema,
  createStudySchema,
  freezeRequestSchema,
  invitationSchema,
  inviteReaderSchema,
  lockRequestSchema,
  meSchema,
  progressSchema,
  referenceStandardRowSchema,
  reidentifyRequestSchema,
  signedHeadsSchema,
  studyDetailSchema,
  studySummarySchema,
} from '../study.schema.js';
import { conductOperations } from './conduct.operations.js';
import { defineOperation } from './operation.js';
import { planningOperations } from './planning.operations.js';
import { recordOperations } from './record.operations.js';

/** Installation */
export const getHealth = defineOperation({
  id: 'getHealth',
  method: 'get',
  path: '/api/health',
  permission: 'public',
  tag: 'Installation',
  summary: 'Whether the server and its record answer',
  body: null,
  response: z.object({ status: z.literal('ok'), version: z.string() }),
});
export const getOpenApi = defineOperation({
  id: 'getOpenApi',
  method: 'get',
  path: '/api/openapi.json',
  permission: 'public',
  tag: 'Installation',
  summary: 'This API as an OpenAPI 3.1 document',
  body: null,
  response: null,
});

/** Sign-in */
export const signInByLink = defineOperation({
  id: 'signInByLink',
  method: 'post',
  path: '/api/sign-in',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'Redeem a one-time link; sets the session cookie',
  body: z.object({ token: z.string().min(20).max(200) }).strict(),
  response: meSchema,
});
export const signInByPassword = defineOperation({
  id: 'signInByPassword',
  method: 'post',
  path: '/api/sign-in/password',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'Sign in by login and password; sets the session cookie. Five wrong ones in a row close it for 15 minutes',
  body: passwordSignInSchema,
  response: meSchema,
});
export const signOut = defineOperation({
  id: 'signOut',
  method: 'post',
  path: '/api/sign-out',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'End this session',
  body: null,
  response: null,
  status: 204,
});
export const getMe = defineOperation({
  id: 'getMe',
  method: 'get',
  path: '/api/me',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Who is signed in, and their studies',
  body: null,
  response: meSchema,
});
export const createOwnLink = defineOperation({
  id: 'createOwnLink',
  method: 'post',
  path: '/api/me/link',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'A one-time link by which the signed-in person signs in on another device; older unused ones become void',
  status: 201,
  body: null,
  response: z.object({ link: z.string(), expiresAt: instantSchema }),
});

export const setPassword = defineOperation({
  id: 'setPassword',
  method: 'put',
  path: '/api/me/password',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Set login and password: the first one within an hour of a one-time link, another by the present one',
  body: setPasswordSchema,
  response: meSchema,
});
export const listSessions = defineOperation({
  id: 'listSessions',
  method: 'get',
  path: '/api/me/sessions',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Where the signed-in person is signed in, and the tokens of their programs',
  body: null,
  response: z.array(signedInSessionSchema),
});
export const revokeSession = defineOperation({
  id: 'revokeSession',
  method: 'delete',
  path: '/api/me/sessions/:session',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'End a session or token of the signed-in person',
  body: null,
  response: null,
  status: 204,
});
export const createToken = defineOperation({
  id: 'createToken',
  method: 'post',
  path: '/api/me/tokens',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'A token by which a program acts for the signed-in person; it is shown once',
  status: 201,
  body: z.object({ name: z.string().trim().min(1).max(60) }).strict(),
  response: z.object({ token: z.string(), expiresAt: instantSchema }),
});

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

/** Cases */
export const uploadCase = defineOperation({
  id: 'uploadCase',
  method: 'post',
  path: '/api/studies/:study/cases',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary:
    'Upload the DICOM files of one case (multipart: field `label` first, then files); intake goes on in the background',
  status: 202,
  body: 'multipart',
  response: z.object({ id: caseIdSchema, label: z.string(), files: z.number().int() }),
});
export const listCases = defineOperation({
  id: 'listCases',
  method: 'get',
  path: '/api/studies/:study/cases',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Cases with their checks and AI status',
  body: null,
  response: z.array(caseRowSchema),
});
export const getDeidentification = defineOperation({
  id: 'getDeidentification',
  method: 'get',
  path: '/api/studies/:study/cases/:case/deidentification',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Every attribute that de-identification touched in a case',
  body: null,
  response: caseDeidentificationSchema,
});
export const reidentifyCase = defineOperation({
  id: 'reidentifyCase',
  method: 'post',
  path: '/api/studies/:study/cases/:case/identity',
  permission: 'installation:reidentify',
  afterLock: true,
  tag: 'Cases',
  summary: 'Whose examination a case is; who asked and why is logged',
  body: reidentifyRequestSchema,
  response: caseIdentitySchema,
});
export const putReferenceStandard = defineOperation({
  id: 'putReferenceStandard',
  method: 'put',
  path: '/api/studies/:study/reference-standard',
  permission: 'study:manage-truth',
  tag: 'Cases',
  summary: 'Import the reference standard, row by row',
  body: z.object({ rows: z.array(referenceStandardRowSchema).min(1).max(100_000) }).strict(),
  response: z.object({ rows: z.number().int(), positives: z.number().int() }),
});

/** Readers */
export const inviteReader = defineOperation({
  id: 'inviteReader',
  method: 'post',
  path: '/api/studies/:study/readers',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Invite a reader; the one-time link is shown once',
  status: 201,
  body: inviteReaderSchema,
  response: invitationSchema,
});
export const renewInvitation = defineOperation({
  id: 'renewInvitation',
  method: 'post',
  path: '/api/studies/:study/readers/:reader/link',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'A new one-time link for a reader; older unused ones become void',
  status: 201,
  body: null,
  response: invitationSchema,
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
  body: null,
  response: null,
});
export const listAudit = defineOperation({
  id: 'listAudit',
  method: 'get',
  path: '/api/studies/:study/audit',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'The audit chain of a study',
  body: null,
  response: z.object({ entries: z.array(auditEntrySchema), verified: z.boolean(), problem: z.string().nullable() }),
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

/** Analysis */
export const getAnalysis = defineOperation({
  id: 'getAnalysis',
  method: 'get',
  path: '/api/studies/:study/analysis',
  permission: 'study:view-analysis',
  tag: 'Analysis',
  summary: 'The computed result, or why there is none yet',
  body: null,
  response: analysisStateSchema,
});
export const getAnalysisDocument = defineOperation({
  id: 'getAnalysisDocument',
  method: 'get',
  path: '/api/studies/:study/analysis/:document',
  permission: 'study:export',
  tag: 'Analysis',
  summary: 'report.html, analysis.json, reads.csv or codebook.csv',
  body: null,
  response: null,
});

/** Export */
const exportOf = { permission: 'study:export', tag: 'Export' } as const;
export const requestExport = defineOperation({
  ...exportOf,
  id: 'requestExport',
  method: 'post',
  path: '/api/studies/:study/exports',
  afterLock: true,
  summary: 'Ask for the bundle of a locked study; it is made in the background',
  status: 202,
  body: null,
  response: bundleExportStateSchema,
});
export const listExports = defineOperation({
  ...exportOf,
  id: 'listExports',
  method: 'get',
  path: '/api/studies/:study/exports',
  summary: 'Bundles that were asked for, newest first',
  body: null,
  response: z.array(bundleExportStateSchema),
});
export const getExport = defineOperation({
  ...exportOf,
  id: 'getExport',
  method: 'get',
  path: '/api/studies/:study/exports/:export',
  summary: 'How far a bundle is',
  body: null,
  response: bundleExportStateSchema,
});
export const getBundle = defineOperation({
  ...exportOf,
  id: 'getBundle',
  method: 'get',
  path: '/api/studies/:study/exports/:export/bundle.zip',
  summary: 'The bundle: protocol, schedule, reads, events, audit chain, results, hashes and signatures in one zip',
  body: null,
  response: null,
});

/** Reading */
export const getReading = defineOperation({
  id: 'getReading',
  method: 'get',
  path: '/api/studies/:study/reading',
  permission: 'read:own',
  tag: 'Reading',
  summary:
    'Where the signed-in reader stands in a study; an open read is returned whole, so that any page can resume it',
  body: null,
  response: readingOverviewSchema,
});
export const beginSession = defineOperation({
  id: 'beginSession',
  method: 'post',
  path: '/api/studies/:study/reading/session',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Begin or continue the session that is due: opens the next read of the worklist',
  body: null,
  response: readingStateSchema,
});
export const takeOverRead = defineOperation({
  id: 'takeOverRead',
  method: 'post',
  path: '/api/studies/:study/reads/:read/lease',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Take the open read over in this tab; the other tab loses its lease',
  body: null,
  response: openReadSchema,
});
export const postEvents = defineOperation({
  id: 'postEvents',
  method: 'post',
  path: '/api/studies/:study/reads/:read/events',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Report a batch of events; the same batch sent again changes nothing',
  body: eventBatchSchema,
  response: z.object({ received: z.number().int(), at: instantSchema }),
});
export const saveDraft = defineOperation({
  id: 'saveDraft',
  method: 'put',
  path: '/api/studies/:study/reads/:read/draft',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Save answers that are not submitted yet',
  body: draftSchema,
  response: savedDraftSchema,
});
export const submitRead = defineOperation({
  id: 'submitRead',
  method: 'post',
  path: '/api/studies/:study/reads/:read/submission',
  permission: 'read:own',
  tag: 'Reading',
  summary: 'Submit and lock a read; the answer names the next one',
  body: submissionSchema,
  response: submittedReadSchema,
});

/** Every operation of the API. A route that is not of this list does not exist. */
export const operations = [
  getHealth,
  getOpenApi,
  signInByLink,
  signInByPassword,
  signOut,
  getMe,
  createOwnLink,
  setPassword,
  listSessions,
  revokeSession,
  createToken,
  listStudies,
  createStudy,
  getStudy,
  getProtocolText,
  freezeStudy,
  lockStudy,
  uploadCase,
  listCases,
  getDeidentification,
  reidentifyCase,
  putReferenceStandard,
  inviteReader,
  renewInvitation,
  getProgress,
  streamProgress,
  listAudit,
  listSignedHeads,
  getAnalysis,
  getAnalysisDocument,
  requestExport,
  listExports,
  getExport,
  getBundle,
  getReading,
  beginSession,
  takeOverRead,
  postEvents,
  saveDraft,
  submitRead,
  ...conductOperations,
  ...planningOperations,
  ...recordOperations,
] as const;
