import { setTimeout as wait } from 'node:timers/promises';
import { hashOf } from '@lectern/evidence';
import type { Transaction } from '@lectern/records';
import type { Actor, Idempotency, OnceRequest } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { hashOfToken } from '../sign-in/sign-in-link.js';
import { openAnswer, sealAnswer } from './sealed-answer.js';

/** How long a key stands for its act (ms). */
const lifetimeMillis = 24 * 3_600_000;
/** How long the answer of the same act under way is waited for (ms), and how often it is looked for. */
const [patienceMillis, lookMillis] = [10_000, 50];

/** Does what is asked for under a key once; whoever asks again, at the same time too, gets the first answer. */
export function idempotency(deps: ConductDeps): Idempotency {
  return { once: (actor, request, act) => once(deps, actor, request, act) };
}

async function once<T>(
  deps: ConductDeps,
  actor: Actor,
  { key, ...content }: OnceRequest,
  act: () => Promise<T>,
): Promise<{ answer: T; isReplay: boolean }> {
  assertKey(key);
  const place: Place = { user: actor.user, key, keyHash: hashOfToken(key), requestHash: hashOf(content) };
  const { idempotency: keys } = deps.records.read;
  await deps.records.transaction((tx) => tx.idempotency.removeExpired(tx.now));
  if (await keys.find(place.user, place.keyHash)) return replay(deps, place);
  try {
    return { answer: await doNow(deps, place, act), isReplay: false };
  } catch (error) {
    if (error instanceof KeyTaken) return replay(deps, place);
    throw error;
  }
}

interface Place {
  readonly user: string;
  readonly key: string;
  readonly keyHash: string;
  readonly requestHash: string;
}

/** Another request has taken the key since it was looked for. */
class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** The key is taken in the transaction of the act: where the answer is lost with the process, the act is still not done twice. */
async function doNow<T>({ records }: ConductDeps, place: Place, act: () => Promise<T>): Promise<T> {
  const { user: userId, key, keyHash, requestHash } = place;
  const take = async (tx: Transaction): Promise<void> => {
    const expiresAt = new Date(tx.now.getTime() + lifetimeMillis);
    const row = { userId, keyHash, requestHash, createdAt: tx.now, expiresAt };
    if (!(await tx.idempotency.take(row))) throw new KeyTaken();
  };
  const { result, isNoted } = await records.carrying(take, act);
  if (!isNoted) await records.transaction(take);
  const answer = sealAnswer(key, userId, result);
  await records.transaction((tx) => tx.idempotency.answer(userId, keyHash, answer));
  return result;
}

/** @throws Invalid for another request under the same key; Conflict where the first answer is not there */
async function replay<T>({ records }: ConductDeps, place: Place): Promise<{ answer: T; isReplay: boolean }> {
  for (const until = Date.now() + patienceMillis; ; await wait(lookMillis)) {
    const kept = await records.read.idempotency.find(place.user, place.keyHash);
    if (kept && kept.requestHash !== place.requestHash) throw otherRequest();
    if (kept?.answer) return { answer: openAnswer(place.key, place.user, kept.answer) as T, isReplay: true };
    if (!kept || Date.now() > until) throw noAnswer();
  }
}

function assertKey(key: string): void {
  if (/^[\x21-\x7e]{16,200}$/.test(key)) return;
  throw new Invalid(
    'bad-idempotency-key',
    'This is no Idempotency-Key',
    'Give 16 to 200 visible ASCII characters that nobody can guess, such as a random UUID; a new one for each act.',
  );
}

const otherRequest = (): Invalid =>
  new Invalid(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request',
    'Make a new key for each act; use one again only to repeat the same request.',
  );

const noAnswer = (): Conflict =>
  new Conflict(
    'idempotency-no-answer',
    'The same request was begun before, and its answer is not there',
    'Look whether it was done before you ask for it under a new key.',
  );
