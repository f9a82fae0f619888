import type { Role } from '@lectern/contracts';
import { Conflict } from '../errors.js';

/** Parts that are told of AI results: of a case where the blind is broken, of all after the lock. */
const isTold = (role: Role): boolean => role === 'coordinator' || role === 'statistician';

/** Who reads has no other part, since each is told more than a reader may know; who sets the truth is not told what the AI made of it. @throws Conflict */
export function assertGoTogether(role: Role, held: readonly Role[]): void {
  const remedy = 'Give the role to somebody else.';
  const others = held.filter((each) => each !== role);
  if (others.includes('reader') || (role === 'reader' && others.length > 0))
    throw new Conflict('not-independent', 'Who reads in the study has no other part in it.', remedy);
  if ((role === 'truther' && others.some(isTold)) || (isTold(role) && others.includes('truther')))
    throw new Conflict('not-independent', 'Who sets the truth does not see what the AI made of it.', remedy);
}
