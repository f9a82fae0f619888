import { grants, type Permission, type Role, type StudyId } from '@lectern/contracts';
import type { Repositories, Study } from '@lectern/records';
import type { Actor } from '../conduct.js';
import { NotFound, Refused } from '../errors.js';

export const noStudy = (): NotFound =>
  new NotFound(
    'no-study',
    'There is no such study, or you have no part in it.',
    'Check the address, or ask its coordinator.',
  );

/** What roles in a study allow. */
export function grantedTo(roles: readonly Role[]): Permission[] {
  return roles.flatMap((role) => [...grants[role]]);
}

/**
 * The first line of every act on a study.
 * @throws NotFound where the actor has no role in it, Refused where none of the roles allows the act
 */
export async function requirePermission(
  on: Repositories,
  actor: Actor,
  study: StudyId,
  permission: Permission,
): Promise<void> {
  const roles = await on.studies.rolesOf(study, actor.user);
  if (roles.length === 0) throw noStudy();
  if (!grantedTo(roles).includes(permission))
    throw new Refused(
      'not-permitted',
      `Your role in this study does not include this (${permission}).`,
      'Ask its coordinator.',
    );
}

export function found(study: Study | null): Study {
  if (!study) throw noStudy();
  return study;
}
