import type {
  addRoleSchema,
  admitMemberSchema,
  inviteMemberSchema,
  Member,
  removeRoleSchema,
  StudyId,
  UserId,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';

/** A one-time token for a person who is no reader. */
export interface MemberToken {
  readonly user: UserId;
  readonly name: string;
  /** null: a person who is here already, and signs in as before */
  readonly token: string | null;
  readonly expiresAt: string | null;
}

export interface Members {
  list(study: StudyId): Promise<Member[]>;
  /** @throws Conflict after the lock */
  invite(actor: Actor, study: StudyId, input: z.output<typeof inviteMemberSchema>): Promise<MemberToken>;
  /** @throws Conflict where the two roles are not for one person, or after the lock; NotFound */
  addRole(actor: Actor, study: StudyId, user: UserId, input: z.output<typeof addRoleSchema>): Promise<Member>;
  /**
   * The same for a person who has no part in the study yet, but signs in to the installation.
   * @throws NotFound where nobody is called so, Conflict where several are
   */
  admit(actor: Actor, study: StudyId, input: z.output<typeof admitMemberSchema>): Promise<Member>;
  /** Ends whatever the person is signed in by too. @throws Conflict for the last coordinator, NotFound */
  removeRole(actor: Actor, study: StudyId, user: UserId, input: z.output<typeof removeRoleSchema>): Promise<void>;
}
