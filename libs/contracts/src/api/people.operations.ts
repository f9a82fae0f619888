import { pageOf, pageRequestSchema } from '../page.schema.js';
import {
  addRoleSchema,
  admitMemberSchema,
  personSchema,
  removeRoleSchema,
  resetLinkSchema,
  resetPasswordSchema,
} from '../people.schema.js';
import { memberSchema } from '../record.schema.js';
import { defineOperation } from './operation.js';

/** Roles of people in a study */
export const addRole = defineOperation({
  id: 'addRole',
  method: 'post',
  path: '/api/studies/:study/members/:user/roles',
  permission: 'study:manage-members',
  tag: 'Members',
  summary: 'Give a member one more role, with the reason; who reads has no other',
  status: 201,
  body: addRoleSchema,
  response: memberSchema,
});
export const admitMember = defineOperation({
  id: 'admitMember',
  method: 'post',
  path: '/api/studies/:study/members/admission',
  permission: 'study:manage-members',
  tag: 'Members',
  summary: 'Give a role to a person who signs in to this installation already, with the reason; no link is made',
  status: 201,
  body: admitMemberSchema,
  response: memberSchema,
});
export const removeRole = defineOperation({
  id: 'removeRole',
  method: 'post',
  path: '/api/studies/:study/members/:user/roles/removal',
  permission: 'study:manage-members',
  afterLock: true,
  tag: 'Members',
  summary: 'Take a role from a member, with the reason; whatever they are signed in by ends',
  status: 204,
  body: removeRoleSchema,
  response: null,
});

/** People of the installation */
export const listPeople = defineOperation({
  id: 'listPeople',
  method: 'get',
  path: '/api/people',
  permission: 'installation:manage-people',
  tag: 'People',
  summary: 'Who can sign in',
  query: pageRequestSchema,
  body: null,
  response: pageOf(personSchema),
});
export const resetPassword = defineOperation({
  id: 'resetPassword',
  method: 'post',
  path: '/api/people/:user/password-reset',
  permission: 'installation:manage-people',
  tag: 'People',
  summary: 'Take a person’s password and sessions away; the one-time link by which they set a new one is shown once',
  status: 201,
  body: resetPasswordSchema,
  response: resetLinkSchema,
});

export const peopleOperations = [addRole, admitMember, removeRole, listPeople, resetPassword] as const;
