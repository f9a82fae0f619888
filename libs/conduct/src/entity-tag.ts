import { hashOf } from '@lectern/evidence';
import { Stale } from './errors.js';

/** Entity tag of a state as it is shown (RFC 9110, 8.8.3): strong, the same for the same content and for no other. */
export const entityTag = (shown: unknown): string => `"${hashOf(shown).slice(0, 32)}"`;

/** What was seen of what is to be changed: tags of which one must be the present one; `any` where whatever stands may be changed. */
export type ExpectedTags = readonly string[] | 'any';

/** To be asked in the transaction of a change, under the lock of what is changed. @throws Stale where it is not what was seen any more */
export function assertCurrent(expected: ExpectedTags, shown: unknown): void {
  if (expected === 'any' || expected.includes(entityTag(shown))) return;
  throw new Stale(
    'stale',
    'Somebody else has changed this since you loaded it. Nothing of yours was stored.',
    'Load it again, see what was changed, and make your change to that.',
  );
}
