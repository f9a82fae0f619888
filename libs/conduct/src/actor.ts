import type { PersonKind, UserId } from '@lectern/contracts';

/** Who acts. Made only by `signIn.actorOf`. */
export interface Actor {
  /** The session or token by which they are signed in. */
  readonly session: string;
  /** Signed in by a one-time link so lately that a first password may be set. */
  readonly mayFirstPassword: boolean;
  readonly user: UserId;
  readonly name: string;
  readonly kind: PersonKind;
  readonly administrator: boolean;
}
