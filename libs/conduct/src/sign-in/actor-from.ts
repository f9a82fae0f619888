import type { UserId } from '@lectern/contracts';
import type { SignedInPerson } from '@lectern/records';
import type { Actor } from '../actor.js';

/** The person of a session, as an actor at this instant. */
export function actorFrom({ user, firstPasswordUntil, ...person }: SignedInPerson, now: Date): Actor {
  return {
    ...person,
    user: user as UserId,
    mayFirstPassword: firstPasswordUntil !== null && firstPasswordUntil > now,
  };
}
