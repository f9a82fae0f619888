import { z } from 'zod';
import { instantSchema } from '../ids.js';
import { eventBatchSchema } from '../reading-events.schema.js';
import {
  draftSchema,
  openReadSchema,
  readingOverviewSchema,
  readingStateSchema,
  savedDraftSchema,
  submissionSchema,
  submittedReadSchema,
} from '../reading.schema.js';
import { defineOperation } from './operation.js';

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
  repeatable: true,
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
  repeatable: true,
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
  repeatable: true,
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
  repeatable: true,
  body: submissionSchema,
  response: submittedReadSchema,
});

export const readingOperations = [getReading, beginSession, takeOverRead, postEvents, saveDraft, submitRead] as const;
