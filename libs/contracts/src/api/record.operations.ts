import { z } from 'zod';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import {
  amendmentRequestSchema,
  amendmentSchema,
  deviationSchema,
  imageAccessSchema,
  inviteMemberSchema,
  memberInvitationSchema,
  memberSchema,
  recordDeviationSchema,
  unblindedCaseSchema,
  unblindingSchema,
  unblindRequestSchema,
} from '../record.schema.js';
import { defineOperation } from './operation.js';

export const listDeviations = defineOperation({
  id: 'listDeviations',
  method: 'get',
  path: '/api/studies/:study/deviations',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'Departures from the plan, told by people and found by the system',
  query: pageRequestSchema,
  body: null,
  response: pageOf(deviationSchema),
});
export const recordDeviation = defineOperation({
  id: 'recordDeviation',
  method: 'post',
  path: '/api/studies/:study/deviations',
  permission: 'study:record-deviation',
  tag: 'Record',
  summary: 'Record a departure from the plan',
  status: 201,
  body: recordDeviationSchema,
  response: deviationSchema,
});
export const listUnblindings = defineOperation({
  id: 'listUnblindings',
  method: 'get',
  path: '/api/studies/:study/unblindings',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'Who broke the blind, of what and why; not what they were told',
  query: pageRequestSchema,
  body: null,
  response: pageOf(unblindingSchema),
});
export const unblindCase = defineOperation({
  id: 'unblindCase',
  method: 'post',
  path: '/api/studies/:study/cases/:case/unblinding',
  permission: 'study:unblind',
  tag: 'Record',
  summary: 'Break the blind for one case before the lock: a signed act with a reason, recorded as a deviation',
  body: unblindRequestSchema,
  response: unblindedCaseSchema,
});
export const listImageAccess = defineOperation({
  id: 'listImageAccess',
  method: 'get',
  path: '/api/studies/:study/image-access',
  permission: 'study:view-record',
  tag: 'Record',
  summary: 'Who asked for which images, a page at a time',
  query: pageRequestSchema,
  body: null,
  response: pageOf(imageAccessSchema),
});
export const listMembers = defineOperation({
  id: 'listMembers',
  method: 'get',
  path: '/api/studies/:study/members',
  permission: 'study:manage-members',
  tag: 'Members',
  summary: 'Who has which role in a study',
  body: null,
  response: z.array(memberSchema),
});
export const inviteMember = defineOperation({
  id: 'inviteMember',
  method: 'post',
  path: '/api/studies/:study/members',
  permission: 'study:manage-members',
  tag: 'Members',
  summary: 'Invite a coordinator, statistician, monitor or truther; the one-time link is shown once',
  status: 201,
  body: inviteMemberSchema,
  response: memberInvitationSchema,
});
export const amendProtocol = defineOperation({
  id: 'amendProtocol',
  method: 'post',
  path: '/api/studies/:study/amendments',
  permission: 'study:amend',
  tag: 'Studies',
  summary: 'Amend a frozen protocol in what needs no new randomisation: a signed act with a reason',
  status: 201,
  changes: 'getProtocolText',
  body: amendmentRequestSchema,
  response: amendmentSchema,
});
export const listAmendments = defineOperation({
  id: 'listAmendments',
  method: 'get',
  path: '/api/studies/:study/amendments',
  permission: 'study:view',
  tag: 'Studies',
  summary: 'Amendments of the frozen protocol',
  body: null,
  response: z.array(amendmentSchema),
});

/** What is recorded about a study beside its reads. */
export const recordOperations = [
  listDeviations,
  recordDeviation,
  listUnblindings,
  unblindCase,
  listImageAccess,
  listMembers,
  inviteMember,
  amendProtocol,
  listAmendments,
] as const;
