import { hash } from 'node:crypto';
import type { Transaction } from '@lectern/records';
import type { ConductDeps } from '../deps.js';

const linkDays = 14;
const dayMillis = 86_400_000;

export const hashOfToken = (token: string): string => hash('sha256', token);

/**
 * Makes a one-time link for a person (null: for the first administrator); older unused ones become void, but for one that a person was given to pass on, which a link
 * sent by mail leaves as it is: the mail may never arrive. Only the hash is kept.
 * @param issuedById who makes it; null: the installation
 */
export async function issueLink(
  tx: Transaction,
  { ids, secrets }: ConductDeps,
  userId: string | null,
  issuedById: string | null,
): Promise<{ token: string; expiresAt: Date }> {
  const token = secrets.token();
  const expiresAt = new Date(tx.now.getTime() + linkDays * dayMillis);
  await tx.people.voidLinks(userId, tx.now, userId !== null && issuedById === null ? 'mailed' : 'all');
  await tx.people.createLink({
    ...{ id: ids.next(), tokenHash: hashOfToken(token), userId, issuedById },
    ...{ createdAt: tx.now, expiresAt },
  });
  return { token, expiresAt };
}
