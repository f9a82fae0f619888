import type { Page, PageRequest, Person, resetPasswordSchema, UserId } from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';

/** Who can sign in to the installation, for its administrators. */
export interface People {
  list(page: PageRequest): Promise<Page<Person>>;
  /**
   * Takes a person's password away and makes the one-time link by which they set a new one.
   * @throws Refused where the administrator's own proof fails, Conflict for oneself, NotFound
   */
  resetPassword(
    actor: Actor,
    user: UserId,
    input: z.output<typeof resetPasswordSchema>,
  ): Promise<{ name: string; token: string; expiresAt: string }>;
}
