import type { Actor } from '../actor.js';

/** What is asked for under a key of the person's own; `method`, `url` and `body` must be the same whenever the key is used. */
export interface OnceRequest {
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

export interface Idempotency {
  /**
   * Does an act once, however often and at the same time it is asked for; who asks again gets the first answer, for a day. An act that fails was not done.
   * @throws Invalid `idempotency-key-reused` for another request under the key, Conflict `idempotency-no-answer`
   */
  once<T>(actor: Actor, request: OnceRequest, act: () => Promise<T>): Promise<{ answer: T; isReplay: boolean }>;
}
