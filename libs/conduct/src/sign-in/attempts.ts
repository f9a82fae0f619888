import { installationChain, type Transaction, type User } from '@lectern/records';
import type { ConductDeps } from '../deps.js';
import { Refused } from '../errors.js';

const allowed = 5;
const lockedMillis = 15 * 60_000;

/**
 * Counts an attempt to prove an identity before it is judged, so that many at once are no more than a few; one that succeeds clears the count.
 * @throws Refused `locked-out` while too many have failed
 */
export async function attempt(
  { records }: ConductDeps,
  userId: string,
  judge: (user: User) => Promise<boolean>,
): Promise<boolean> {
  const user = await records.aside(() => records.transaction((tx) => begin(tx, userId)));
  if (!user) throw lockedOut();
  const proven = await judge(user);
  const noted = async (tx: Transaction): Promise<void> => {
    if (proven) return tx.people.setAttempts(userId, 0, null);
    const act = user.failedAttempts + 1 >= allowed ? 'person.locked-out' : 'person.not-proven';
    await tx.audit.append(installationChain, { by: user, act, subject: userId });
  };
  await records.aside(() => records.transaction(noted));
  return proven;
}

/** @returns null while the person is locked out */
async function begin(tx: Transaction, userId: string): Promise<User | null> {
  const user = await tx.people.lock(userId);
  if (!user || (user.lockedUntil && user.lockedUntil > tx.now)) return null;
  const failed = user.lockedUntil ? 1 : user.failedAttempts + 1;
  await tx.people.setAttempts(userId, failed, failed >= allowed ? new Date(tx.now.getTime() + lockedMillis) : null);
  return { ...user, failedAttempts: failed - 1 };
}

const lockedOut = (): Refused =>
  new Refused('locked-out', 'Too many attempts failed.', 'Wait a quarter of an hour and try again.');
