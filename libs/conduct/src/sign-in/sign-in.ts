import type { Me } from '@lectern/contracts';
import { installationChain, type Transaction, type User } from '@lectern/records';
import type { Actor, SignIn } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Refused } from '../errors.js';
import { actorFrom } from './actor-from.js';
import { attempt } from './attempts.js';
import { isFromOthers, isUsable } from './authenticate.js';
import { beginSession, meOf, welcomeReader } from './begin-session.js';
import { openIdSignIn } from './openid/openid.js';
import { isPassword } from './password.js';
import { createToken, listSessions, revokeSession } from './sessions.js';
import { setPassword } from './set-password.js';
import { hashOfToken, issueLink } from './sign-in-link.js';

/** Sign-in by one-time link, whoever holds it once is the person whom it was made for, by password, or at an OpenID Connect provider. */
export function signIn(deps: ConductDeps): SignIn {
  const { records, clock } = deps;
  const me = (actor: Pick<Actor, 'user'>): Promise<Me> => meOf(records.read, actor.user);
  return {
    firstLink: () =>
      records.transaction(async (tx) => {
        await tx.people.lockInstallation();
        return (await tx.people.count()) > 0 ? null : (await issueLink(tx, deps, null, null)).token;
      }),
    redeem: async (token) =>
      beginSession(deps, async (tx) => {
        const { user, fromOthers } = await personOf(tx, deps, token);
        await welcomeReader(tx, user);
        return { user, mayFirstPassword: fromOthers && user.passwordHash === null };
      }),
    byPassword: async (login, password) => {
      const user = await personOfPassword(deps, login, password);
      return beginSession(deps, async () => ({ user, mayFirstPassword: false }));
    },
    setPassword: async (actor, input) => {
      await setPassword(deps, actor, input);
      return me(actor);
    },
    sessions: (actor) => listSessions(deps, actor),
    revoke: (actor, session) => revokeSession(deps, actor, session),
    createToken: (actor, name) => createToken(deps, actor, name),
    linkFor: (actor) =>
      records.transaction(async (tx) => {
        const { token, expiresAt } = await issueLink(tx, deps, actor.user, actor.user);
        const by = { id: actor.user, name: actor.name };
        await tx.audit.append(installationChain, { by, act: 'person.link-made', subject: actor.user });
        return { token, expiresAt: expiresAt.toISOString() };
      }),
    actorOf: async (sessionToken) => {
      const session = await records.requests.signedIn(hashOfToken(sessionToken), clock.now());
      return session && actorFrom(session, clock.now());
    },
    me,
    openid: openIdSignIn(deps),
    signOut: (sessionToken) => records.transaction((tx) => tx.people.endSession(hashOfToken(sessionToken), tx.now)),
  };
}

/** @throws Refused with one sentence for an unknown login and a wrong password, and after the same time */
async function personOfPassword(deps: ConductDeps, login: string, password: string): Promise<User> {
  const user = await deps.records.read.people.findByLogin(login);
  const proven = user
    ? await attempt(deps, user.id, ({ passwordHash }) => isPassword(password, passwordHash))
    : await isPassword(password, null);
  if (!user || !proven) throw new Refused('not-proven', 'Login or password is wrong.', 'Try again, or ask for a link.');
  return user;
}

/** @throws Refused for a link that cannot be used; it does not say why to whoever guesses */
async function personOf(
  tx: Transaction,
  deps: ConductDeps,
  token: string,
): Promise<{ user: User; fromOthers: boolean }> {
  const link = await tx.people.lockLink(hashOfToken(token));
  if (!link || !isUsable(link, tx.now))
    throw new Refused('link-not-valid', 'This link is not valid any more.', 'Each link works once: ask for a new one.');
  await tx.people.useLink(link.id, tx.now);
  const user = link.userId ? await tx.people.find(link.userId) : await firstAdministrator(tx, deps);
  if (!user) throw new Refused('link-not-valid', 'This link is not valid any more.');
  return { user, fromOthers: isFromOthers(link) };
}

async function firstAdministrator(tx: Transaction, { ids }: ConductDeps): Promise<User | null> {
  await tx.people.lockInstallation();
  if ((await tx.people.count()) > 0) return null;
  const user = await tx.people.create({
    id: ids.next(),
    name: 'Administrator',
    email: null,
    kind: 'person',
    administrator: true,
    createdAt: tx.now,
  });
  await tx.audit.append(installationChain, { by: user, act: 'administrator.created', subject: user.id });
  return user;
}
