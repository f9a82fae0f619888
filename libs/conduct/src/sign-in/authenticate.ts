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
  readonly method: 'password' | 'code' | 'openid';
  /** The code or token that was given; it is used up with the act. Null for a password. */
  readonly token: string | null;
}

/**
 * Asks a signed-in person once more, for one act. @throws Refused `not-proven` or `locked-out`; `password-set` where a code is given by a person who has a
 * password
 */
export async function authenticate(deps: ConductDeps, actor: Actor, proof: Proof): Promise<Authentication> {
  const authentication = given(proof);
  const proven = await attempt(deps, actor.user, (user) => {
    if ('password' in proof) return isPassword(proof.password, user.passwordHash);
    return 'code' in proof ? isCode(deps, user, proof.code) : isOpenIdProof(deps, actor, proof.openid);
  });
  if (!proven) throw notProven(authentication.method);
  return authentication;
}

function given(proof: Proof): Authentication {
  if ('password' in proof) return { method: 'password', token: null };
  return 'code' in proof ? { method: 'code', token: proof.code } : { method: 'openid', token: proof.openid };
}

/** Uses the code or token of an authentication up, in the transaction of the act that it was given for. */
export async function useAuthentication(tx: Transaction, { method, token }: Authentication): Promise<void> {
  if (token === null) return;
  const isUsed = method === 'openid' ? await tx.people.useProof(hashOfToken(token), tx.now) : await useCode(tx, token);
  if (!isUsed) throw notProven(method);
}

/** @returns false where it was used already */
async function useCode(tx: Transaction, code: string): Promise<boolean> {
  const link = await tx.people.lockLink(hashOfToken(code));
  if (!link || link.usedAt !== null) return false;
  await tx.people.useLink(link.id, tx.now);
  return true;
}

/** A proof is of one session: whoever has taken over another one of the person's proves nothing by it. */
async function isOpenIdProof({ records, clock }: ConductDeps, { session }: Actor, token: string): Promise<boolean> {
  const proof = await records.read.people.findProof(hashOfToken(token));
  return proof !== null && proof.sessionId === session && proof.usedAt === null && proof.expiresAt > clock.now();
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

const notProven = (method: Authentication['method']): Refused => new Refused('not-proven', ...unproven[method]);

const unproven: Record<Authentication['method'], readonly [problem: string, remedy: string]> = {
  password: ['This is not your password.', 'Set one under your name if you have none yet.'],
  code: ['This code is not valid.', 'Ask the coordinator or administrator for a fresh one.'],
  openid: [
    'This sign-in does not count any more.',
    'Sign in at the provider once more: it is good for one act, for five minutes.',
  ],
};
