import { changeReaderSchema, invitationSchema, inviteReaderSchema, readerDetailSchema } from '../readers.schema.js';
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
export const getReader = defineOperation({
  id: 'getReader',
  method: 'get',
  path: '/api/studies/:study/readers/:reader',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'A reader as the roster has them',
  tagged: true,
  body: null,
  response: readerDetailSchema,
});
export const changeReader = defineOperation({
  id: 'changeReader',
  method: 'put',
  path: '/api/studies/:study/readers/:reader',
  permission: 'study:manage-readers',
  tag: 'Readers',
  summary: 'Correct a reader: the e-mail address at any time, name and stratum before the freeze',
  changes: 'getReader',
  body: changeReaderSchema,
  response: readerDetailSchema,
});

export const readersOperations = [inviteReader, renewInvitation, getReader, changeReader] as const;
