import type { PersonKind, StudyId } from '@lectern/contracts';
import type { Transaction, User } from '@lectern/records';
import type { Actor } from '../actor.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import { personUnder } from './address.js';

/** How an invited person comes in: by a link that is shown once, or as before. */
export type WayIn = NewLink | { readonly token: null; readonly expiresAt: null };

export interface NewLink {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * The person who is here under this address, whatever the case of its letters, else somebody new. Programs that stand in for readers are always new. Whoever invites
 * gets a link for somebody new alone: with a link one signs in as the person, to all that they may.
 *
 * @throws Conflict where several people have the address
 */
export async function invitedPerson(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  { name, email, kind }: { readonly name: string; readonly email: string | undefined; readonly kind: PersonKind },
): Promise<{ user: User; wayIn: WayIn }> {
  const known = email && kind === 'person' ? await personUnder(tx, email) : null;
  if (known) return { user: known, wayIn: { token: null, expiresAt: null } };
  const user = await tx.people.create({
    ...{ id: deps.ids.next(), name, email: email ?? null, kind },
    ...{ administrator: false, createdAt: tx.now },
  });
  const { token, expiresAt } = await issueLink(tx, deps, user.id, actor.user);
  return { user, wayIn: { token, expiresAt: expiresAt.toISOString() } };
}

/**
 * A fresh link for a person of a study, for whoever manages its people.
 * @throws Conflict where the link would open more than this study
 */
export async function renewedLink(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  user: Pick<User, 'id' | 'name' | 'administrator'>,
): Promise<NewLink> {
  if (await isMoreThanOf(tx, study, user))
    throw new Conflict(
      'signs-in-otherwise',
      `${user.name} has other parts here, which a link would open too.`,
      'Ask an administrator to reset how the person signs in.',
    );
  const { token, expiresAt } = await issueLink(tx, deps, user.id, actor.user);
  return { token, expiresAt: expiresAt.toISOString() };
}

/** Whether a person is more here than this study made them: its coordinator may then not decide how, or under which address, they come in. */
export async function isMoreThanOf(
  tx: Transaction,
  study: StudyId,
  { id, administrator }: Pick<User, 'id' | 'administrator'>,
): Promise<boolean> {
  return administrator || (await tx.studies.ofPerson(id)).some((other) => other.id !== study);
}
