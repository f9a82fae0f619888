import {
  draftSchema,
  openReadSchema,
  readingOverviewSchema,
  readingStateSchema,
  savedDraftSchema,
  submissionSchema,
} from '../reading.schema.js';
import { memberInvitationSchema } from '../record.schema.js';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import {
  addTrutherSchema,
  panelReminderSchema,
  replaceTrutherSchema,
  submittedTruthSchema,
  truthingPanelSchema,
} from '../truthing.schema.js';
import { defineOperation } from './operation.js';

/** Truthing */
export const getTruthingPanel = defineOperation({
  id: 'getTruthingPanel',
  method: 'get',
  path: '/api/studies/:study/truthing/panel',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'Who sets the truth and how far they are; how they agreed, once all is said',
  body: null,
  response: truthingPanelSchema,
});
export const addTruther = defineOperation({
  id: 'addTruther',
  method: 'post',
  path: '/api/studies/:study/truthing/panel/members',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'Invite a member or the adjudicator of the panel; the link is shown once',
  status: 201,
  body: addTrutherSchema,
  response: memberInvitationSchema,
});
export const renewTrutherLink = defineOperation({
  id: 'renewTrutherLink',
  method: 'post',
  path: '/api/studies/:study/truthing/panel/members/:user/link',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'A new link for a member of the panel; the one before becomes void',
  body: null,
  response: memberInvitationSchema,
});
export const replaceTruther = defineOperation({
  id: 'replaceTruther',
  method: 'post',
  path: '/api/studies/:study/truthing/panel/members/:user/replacement',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'Give the seat of a member or of the adjudicator, and the cases they have not judged, to somebody else',
  status: 201,
  body: replaceTrutherSchema,
  response: memberInvitationSchema,
});
export const listPanelReminders = defineOperation({
  id: 'listPanelReminders',
  method: 'get',
  path: '/api/studies/:study/truthing/panel/reminders',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'Messages to the panel: sent by mail, or to be passed on by hand',
  query: pageRequestSchema,
  body: null,
  response: pageOf(panelReminderSchema),
});
export const openTruthing = defineOperation({
  id: 'openTruthing',
  method: 'post',
  path: '/api/studies/:study/truthing/panel/opening',
  permission: 'study:manage-members',
  tag: 'Truthing',
  summary: 'Give every ready case to every member; again: also those that came since',
  body: null,
  response: truthingPanelSchema,
});
export const getTruthing = defineOperation({
  id: 'getTruthing',
  method: 'get',
  path: '/api/studies/:study/truthing',
  permission: 'truth:own',
  tag: 'Truthing',
  summary: 'Where the signed-in member of the panel stands; an open case is returned whole',
  body: null,
  response: readingOverviewSchema,
});
export const beginTruthing = defineOperation({
  id: 'beginTruthing',
  method: 'post',
  path: '/api/studies/:study/truthing/session',
  permission: 'truth:own',
  tag: 'Truthing',
  summary: 'Open the next case to be judged',
  repeatable: true,
  body: null,
  response: readingStateSchema,
});
export const takeOverTruth = defineOperation({
  id: 'takeOverTruth',
  method: 'post',
  path: '/api/studies/:study/truthing/cases/:read/lease',
  permission: 'truth:own',
  tag: 'Truthing',
  summary: 'Take the open case over in this tab; the other tab loses its lease',
  repeatable: true,
  body: null,
  response: openReadSchema,
});
export const saveTruthDraft = defineOperation({
  id: 'saveTruthDraft',
  method: 'put',
  path: '/api/studies/:study/truthing/cases/:read/draft',
  permission: 'truth:own',
  tag: 'Truthing',
  summary: 'Keep answers that are not submitted yet',
  body: draftSchema,
  response: savedDraftSchema,
});
export const submitTruth = defineOperation({
  id: 'submitTruth',
  method: 'post',
  path: '/api/studies/:study/truthing/cases/:read/submission',
  permission: 'truth:own',
  tag: 'Truthing',
  summary: 'Submit what a case is; the same content sent again gets the first answer',
  repeatable: true,
  body: submissionSchema.meta({ description: 'Events are not kept: the time of truthing is no evidence' }),
  response: submittedTruthSchema,
});

export const truthingOperations = [
  getTruthingPanel,
  addTruther,
  renewTrutherLink,
  replaceTruther,
  listPanelReminders,
  openTruthing,
  getTruthing,
  beginTruthing,
  takeOverTruth,
  saveTruthDraft,
  submitTruth,
] as const;
