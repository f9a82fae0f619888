import type { SignedInSession } from '@lectern/contracts';
import { installationChain } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { hashOfToken } from './sign-in-link.js';

const tokenDays = 90;
const dayMillis = 86_400_000;

export async function listSessions({ records, clock }: ConductDeps, actor: Actor): Promise<SignedInSession[]> {
  const sessions = await records.read.people.sessionsOf(actor.user, clock.now());
  return sessions.map(({ id, kind, name, createdAt, expiresAt }) => ({
    ...{ id, kind, name },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: id === actor.session,
  }));
}

/** @throws NotFound for any that is not the actor's own */
export async function revokeSession({ records }: ConductDeps, actor: Actor, session: string): Promise<void> {
  await records.transaction(async (tx) => {
    if (!(await tx.people.revokeSession(actor.user, session, tx.now)))
      throw new NotFound('no-session', 'You have no such session or token.');
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(installationChain, { by, act: 'person.session-revoked', subject: session });
  });
}

/** A token for programs: a session of its own, under a name. It signs nothing, since signing asks for the password. */
export async function createToken(
  { records, ids, secrets }: ConductDeps,
  actor: Actor,
  name: string,
): Promise<{ token: string; expiresAt: string }> {
  const token = secrets.token();
  return records.transaction(async (tx) => {
    const id = ids.next();
    const expiresAt = new Date(tx.now.getTime() + tokenDays * dayMillis);
    await tx.people.createSession({
      ...{ id, kind: 'token', name, tokenHash: hashOfToken(token), userId: actor.user },
      ...{ createdAt: tx.now, expiresAt, firstPasswordUntil: null },
    });
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(installationChain, { by, act: 'person.token-made', subject: id, after: { name } });
    return { token, expiresAt: expiresAt.toISOString() };
  });
}
