import type { Me, UserId } from '@lectern/contracts';
import { type AuditNote, installationChain, type Repositories, type Transaction, type User } from '@lectern/records';
import type { ConductDeps } from '../deps.js';
import { nudge, readerChanged } from '../nudge.js';
import { summariesOf } from '../studies/summaries.js';
import { hashOfToken } from './sign-in-link.js';
import type { SignedIn } from './sign-in.way.js';

const sessionDays = 30;
const dayMillis = 86_400_000;
const firstPasswordMillis = 3_600_000;

/** Begins a session for whoever proved who they are. `note`: what the record says of it beside. */
export async function beginSession(
  { records, ids, secrets }: ConductDeps,
  prove: (tx: Transaction) => Promise<{ user: User; mayFirstPassword: boolean; note?: AuditNote | null }>,
): Promise<SignedIn> {
  const sessionToken = secrets.token();
  const { userId, expiresAt } = await records.transaction(async (tx) => {
    const { user, mayFirstPassword, note } = await prove(tx);
    const expires = new Date(tx.now.getTime() + sessionDays * dayMillis);
    await tx.people.createSession({
      ...{ id: ids.next(), kind: 'browser', name: null, tokenHash: hashOfToken(sessionToken), userId: user.id },
      ...{ createdAt: tx.now, expiresAt: expires },
      firstPasswordUntil: mayFirstPassword ? new Date(tx.now.getTime() + firstPasswordMillis) : null,
    });
    if (note) await tx.audit.append(installationChain, note);
    await tx.audit.append(installationChain, { by: user, act: 'person.signed-in', subject: user.id });
    return { userId: user.id as UserId, expiresAt: expires };
  });
  return { sessionToken, expiresAt: expiresAt.toISOString(), me: await meOf(records.read, userId) };
}

export async function meOf(on: Repositories, id: UserId): Promise<Me> {
  const user = await on.people.find(id);
  if (!user) throw new Error(`person ${id} is signed in and is not there`);
  return {
    ...{ id, name: user.name, kind: user.kind, administrator: user.administrator, login: user.login },
    hasPassword: user.passwordHash !== null,
    studies: await summariesOf(on, { user: id }),
  };
}

/** An invited reader who signs in has accepted. */
export async function welcomeReader(tx: Transaction, user: User): Promise<void> {
  for (const seat of await tx.readers.seatsOf(user.id)) {
    if (seat.state !== 'invited') continue;
    await tx.readers.setState(seat.id, 'active');
    await nudge(tx, readerChanged(seat));
    await tx.outbox.announce(seat.studyId);
  }
}
