import type { Proof } from '@lectern/contracts';
import type { SignInLink, Transaction, User } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Refused } from '../errors.js';
import { attempt } from './attempts.js';
import { isPassword } from './password.js';
import { hashOfToken } from './sign-in-link.js';

/** That a person has just proven to be the one who is signed in, and how. */
export interface Authentication {
  readonly method: 'password' | 'code';
  /** The code that was given; it is used up with the act. */
  readonly code: string | null;
}

/**
 * Asks a signed-in person once more, for one act. @throws Refused `not-proven` or `locked-out`; `password-set` where a code is given by a person who has a
 * password
 */
export async function authenticate(deps: ConductDeps, actor: Actor, proof: Proof): Promise<Authentication> {
  const proven = await attempt(deps, actor.user, (user) =>
    'password' in proof ? isPassword(proof.password, user.passwordHash) : isCode(deps, user, proof.code),
  );
  if (!proven) throw notProven('password' in proof);
  return 'password' in proof ? { method: 'password', code: null } : { method: 'code', code: proof.code };
}

/** Uses the code of an authentication up, in the transaction of the act that it was given for. */
export async function useAuthentication(tx: Transaction, { code }: Authentication): Promise<void> {
  if (code === null) return;
  const link = await tx.people.lockLink(hashOfToken(code));
  if (!link || link.usedAt !== null) throw notProven(false);
  await tx.people.useLink(link.id, tx.now);
}

async function isCode({ records, clock }: ConductDeps, user: User, code: string): Promise<boolean> {
  if (user.passwordHash !== null)
    throw new Refused('password-set', 'You have set a password: sign by it.', 'Give the password instead of a code.');
  const link = await records.read.people.findLink(hashOfToken(code));
  return link !== null && link.userId === user.id && isFromOthers(link) && isUsable(link, clock.now());
}

/** A link that a person made for themselves proves no more than their session does. */
export const isFromOthers = ({ issuedById, userId }: SignInLink): boolean => issuedById !== userId || userId === null;

export const isUsable = ({ usedAt, voidedAt, expiresAt }: SignInLink, now: Date): boolean =>
  usedAt === null && voidedAt === null && expiresAt > now;

const notProven = (byPassword: boolean): Refused =>
  byPassword
    ? new Refused('not-proven', 'This is not your password.', 'Set one under your name if you have none yet.')
    : new Refused('not-proven', 'This code is not valid.', 'Ask the coordinator or administrator for a fresh one.');
