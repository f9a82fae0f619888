import { problemSchema } from '../problem.schema.js';
import { ApiError } from './client.js';

/** Nothing is wrong with what is sent: it can go on from where it was. */
export class TransferInterrupted extends Error {
  override readonly name = 'TransferInterrupted';
}

/** What a lost connection costs at most (bytes). */
export const transferPart = 8 * 1024 * 1024;

/** The server asks to be asked again: another sender writes to the same upload, or it has just been taken over. */
const again = new Set([409, 423, 429]);
const transient = new Set(['received-meanwhile', 'taken-over', 'not-whole', 'no-upload']);

/**
 * Why a part of an upload did not go through.
 *
 * @param status of the answer; 0: there was none
 * @param body of the answer
 * @param error what the client made of it
 */
export function transferFailure(status: number, body: string, error: Error): Error {
  if (status === 0 || status >= 500 || again.has(status)) return new TransferInterrupted(error.message);
  const problem = problemSchema.safeParse(jsonOf(body));
  return problem.success ? new ApiError(status, problem.data) : error;
}

/** Whether what failed may well succeed when it is tried again. A fetch without an answer is a TypeError. */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransferInterrupted || error instanceof TypeError) return true;
  return error instanceof ApiError && (error.status >= 500 || transient.has(error.problem.type ?? ''));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
