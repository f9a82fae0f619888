import type { inviteMemberSchema, Member, StudyId, UserId } from '@lectern/contracts';
import type { z } from 'zod';
import { openForWriting } from '../access/open-for-writing.js';
import { requirePermission } from '../access/require-permission.js';
import type { Actor, MemberToken, Members } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { invitedPerson } from '../people/invited-person.js';
import { assertGoTogether } from './go-together.js';
import { addRole, admitMember, removeRole } from './member-roles.js';

/** Who has a role in a study beside its readers. */
export function members(deps: ConductDeps): Members {
  return {
    list: async (study) => {
      const memberships = await deps.records.read.studies.members(study);
      return memberships.map(({ user, roles }): Member => ({ user: user.id as UserId, name: user.name, roles }));
    },
    invite: (actor, study, input) => invite(deps, actor, study, input),
    addRole: (actor, study, user, input) => addRole(deps, actor, study, user, input),
    admit: (actor, study, input) => admitMember(deps, actor, study, input),
    removeRole: (actor, study, user, input) => removeRole(deps, actor, study, user, input),
  };
}

/** One role for a new person, or for the one who is here under the address: whoever sets the truth neither reads nor sees AI, since a reader and a truther are never one person. */
async function invite(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { name, email, role }: z.output<typeof inviteMemberSchema>,
): Promise<MemberToken> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-members');
    await openForWriting(tx, study);
    const { user, wayIn } = await invitedPerson(tx, deps, actor, { name, email, kind: 'person' });
    assertGoTogether(role, await tx.studies.partsOf(study, user.id));
    if ((await tx.studies.rolesOf(study, user.id)).includes(role))
      throw new Conflict('has-role', `${user.name} has this part in the study already.`, 'Invite somebody else.');
    await tx.studies.addMember(study, user.id, role, tx.now);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'member.invited', subject: user.id, after: { name: user.name, role } });
    return { user: user.id as UserId, name: user.name, ...wayIn };
  });
}
