import type { Person, resetPasswordSchema, UserId } from '@lectern/contracts';
import { installationChain, type User } from '@lectern/records';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound, Refused } from '../errors.js';
import { instantKey, pageOfList } from '../page.js';
import { authenticate, useAuthentication } from '../sign-in/authenticate.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import type { People } from './people.way.js';

/** The people of an installation, for its administrators. */
export function people(deps: ConductDeps): People {
  return {
    list: (page) =>
      pageOfList(
        {
          key: instantKey,
          keyOf: ({ createdAt, id }: User) => ({ at: createdAt, id }),
          rows: (seek) => deps.records.read.people.page(seek),
          view: (user) => viewOf(user, deps.clock.now()),
        },
        page,
      ),
    resetPassword: (actor, user, input) => resetPassword(deps, actor, user, input),
  };
}

/** Password, sessions, tokens and unused links of the person all end with it: whoever had taken them over is out. */
async function resetPassword(
  deps: ConductDeps,
  actor: Actor,
  user: UserId,
  { reason, proof }: z.output<typeof resetPasswordSchema>,
): Promise<{ name: string; token: string; expiresAt: string }> {
  if (!actor.administrator) throw new Refused('not-permitted', 'Only administrators reset passwords.');
  if (user === actor.user)
    throw new Conflict('own-password', 'This is your own password.', 'Change it in your account, by the present one.');
  const authentication = await authenticate(deps, actor, proof);
  return deps.records.transaction(async (tx) => {
    const person = await tx.people.lock(user);
    if (!person) throw new NotFound('no-person', 'There is no such person.');
    await useAuthentication(tx, authentication);
    await tx.people.clearPassword(user);
    await tx.people.setAttempts(user, 0, null);
    const ended = await tx.people.endSessions(user, tx.now);
    const { token, expiresAt } = await issueLink(tx, deps, user, actor.user);
    const by = { id: actor.user, name: actor.name };
    const after = { hadPassword: person.passwordHash !== null, ended };
    await tx.audit.append(installationChain, { by, act: 'person.password-reset', subject: user, reason, after });
    return { name: person.name, token, expiresAt: expiresAt.toISOString() };
  });
}

function viewOf(
  { id, name, email, kind, administrator, login, passwordHash, createdAt, lockedUntil }: User,
  now: Date,
): Person {
  return {
    ...{ id: id as UserId, name, email, kind, administrator, login, hasPassword: passwordHash !== null },
    createdAt: createdAt.toISOString(),
    lockedUntil: lockedUntil && lockedUntil > now ? lockedUntil.toISOString() : null,
  };
}
