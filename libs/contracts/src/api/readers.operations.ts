import { invitationSchema, inviteReaderSchema } from '../study.schema.js';
import { defineOperation } from './operation.js';

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

export const readersOperations = [inviteReader, renewInvitation] as const;
