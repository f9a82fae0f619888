import type {
  addRoleSchema,
  admitMemberSchema,
  Member,
  removeRoleSchema,
  Role,
  StudyId,
  UserId,
} from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import type { z } from 'zod';
import { openForWriting } from '../access/open-for-writing.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { onlyOne } from '../people/address.js';
import { endSessions } from './end-sessions.js';
import { assertGoTogether } from './go-together.js';

/** One more role for a person who has one in the study already. @throws Conflict where the two are not for one person, or after the lock; NotFound */
export async function addRole(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  user: UserId,
  { role, reason }: z.output<typeof addRoleSchema>,
): Promise<Member> {
  return records.transaction(async (tx) => {
    await mayManage(tx, actor, study);
    return giveRole(tx, actor, study, { user, role, reason, before: await rolesOfMember(tx, study, user) });
  });
}

/** The same for a person who signs in to the installation, with or without a part in the study. @throws Conflict, NotFound */
export async function admitMember(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  { person, role, reason }: z.output<typeof admitMemberSchema>,
): Promise<Member> {
  return records.transaction(async (tx) => {
    await mayManage(tx, actor, study);
    const user = await personCalled(tx, person);
    return giveRole(tx, actor, study, { user, role, reason, before: await tx.studies.rolesOf(study, user) });
  });
}

async function mayManage(tx: Transaction, actor: Actor, study: StudyId): Promise<void> {
  await requirePermission(tx, actor, study, 'study:manage-members');
  await openForWriting(tx, study);
}

/** A login may look like an address, and then be another person's than the address is. */
async function personCalled(tx: Transaction, called: string): Promise<UserId> {
  const byLogin = await tx.people.findByLogin(called.toLowerCase());
  const others = (await tx.people.invitedUnder(called)).filter(({ id }) => id !== byLogin?.id);
  const person = onlyOne(byLogin ? [byLogin, ...others] : others);
  if (!person) throw new NotFound('no-person', 'Nobody signs in here by this login or address.', 'Invite the person.');
  return person.id as UserId;
}

interface GivenRole {
  readonly user: UserId;
  readonly role: z.output<typeof addRoleSchema>['role'];
  readonly reason: string;
  readonly before: readonly Role[];
}

async function giveRole(tx: Transaction, actor: Actor, study: StudyId, given: GivenRole): Promise<Member> {
  const { user, role, reason, before } = given;
  assertGoTogether(role, await tx.studies.partsOf(study, user));
  if (!before.includes(role)) {
    await tx.studies.addMember(study, user, role, tx.now);
    await note(tx, actor, study, { act: 'member.role-added', user, reason, before, after: [...before, role] });
  }
  return memberOf(tx, study, user);
}

/**
 * Takes a role from a person, at any time, and ends whatever they are signed in by: what a page of theirs still shows is not loaded again. Readers withdraw
 * instead, since they keep their place in the roster.
 * @throws Conflict `last-coordinator`, NotFound
 */
export async function removeRole(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  user: UserId,
  { role, reason }: z.output<typeof removeRoleSchema>,
): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-members');
    found(await tx.studies.lock(study));
    const before = await rolesOfMember(tx, study, user);
    if (!before.includes(role)) throw new NotFound('no-role', 'This person does not have this role.');
    if (role === 'coordinator') await assertAnotherCoordinator(tx, study, user);
    await tx.studies.removeMember(study, user, role);
    await endSessions(tx, actor, { user, study, reason });
    const after = before.filter((each) => each !== role);
    await note(tx, actor, study, { act: 'member.role-removed', user, reason, before, after });
  });
}

async function rolesOfMember(tx: Transaction, study: StudyId, user: UserId): Promise<Role[]> {
  const roles = await tx.studies.rolesOf(study, user);
  if (roles.length === 0) throw new NotFound('no-member', 'This person has no part in this study.');
  return roles;
}

async function assertAnotherCoordinator(tx: Transaction, study: StudyId, user: UserId): Promise<void> {
  const members = await tx.studies.members(study);
  if (members.some((member) => member.user.id !== user && member.roles.includes('coordinator'))) return;
  throw new Conflict(
    'last-coordinator',
    'A study has at least one coordinator.',
    'Give another person the role first.',
  );
}

interface RoleNote {
  readonly act: 'member.role-added' | 'member.role-removed';
  readonly user: UserId;
  readonly reason: string;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
}

async function note(tx: Transaction, actor: Actor, study: StudyId, { act, user, reason, before, after }: RoleNote) {
  await tx.outbox.announce(study);
  const by = { id: actor.user, name: actor.name };
  await tx.audit.append(study, { by, act, subject: user, reason, before: { roles: before }, after: { roles: after } });
}

async function memberOf(tx: Transaction, study: StudyId, id: UserId): Promise<Member> {
  const member = (await tx.studies.members(study)).find(({ user }) => user.id === id);
  if (!member) throw new Error('who was just given a role has none');
  return { user: id, name: member.user.name, roles: member.roles };
}
