import type { setPasswordSchema } from '@lectern/contracts';
import { installationChain, isUniqueViolation } from '@lectern/records';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Refused } from '../errors.js';
import { authenticate } from './authenticate.js';
import { hashPassword } from './password.js';

/**
 * Sets login and password. The first password takes a session that began with a one-time link within the hour, another one the present password; either ends
 * every other session and token of the person.
 * @throws Refused, Conflict `login-taken`, also where it is the address of another person
 */
export async function setPassword(
  deps: ConductDeps,
  actor: Actor,
  { login, password, current, name }: z.output<typeof setPasswordSchema>,
): Promise<void> {
  const user = await deps.records.read.people.find(actor.user);
  if (user?.passwordHash) await authenticate(deps, actor, { password: current ?? '' });
  else if (!actor.mayFirstPassword)
    throw new Refused(
      'link-too-old',
      'The first password is set within an hour of signing in by a one-time link.',
      'Ask the coordinator or administrator for a new link, open it, and set the password then.',
    );
  const passwordHash = await hashPassword(password);
  const printed = name ?? actor.name;
  try {
    await deps.records.transaction(async (tx) => {
      if ((await tx.people.invitedUnder(login)).some(({ id }) => id !== actor.user)) throw loginTaken();
      await tx.people.setPassword(actor.user, { login, passwordHash, name: printed });
      await tx.people.endOtherSessions(actor.user, actor.session, tx.now);
      await tx.audit.append(installationChain, {
        by: { id: actor.user, name: actor.name },
        act: 'person.password-set',
        subject: actor.user,
        before: { name: actor.name, login: user?.login ?? null },
        after: { name: printed, login },
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw loginTaken();
  }
}

const loginTaken = (): Conflict =>
  new Conflict('login-taken', 'Another person signs in by this login.', 'Choose another one.');
