import type { Me, PersonKind, UserId } from '@lectern/contracts';
import { installationChain, type Transaction, type User } from '@lectern/records';
import type { Actor, SignIn } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Refused } from '../errors.js';
import { nudge } from '../nudge.js';
import { summariesOf } from '../studies/summaries.js';
import type { ReaderId } from '@lectern/contracts';
import { hashOfToken, issueLink } from './sign-in-link.js';

const sessionDays = 30;
const dayMillis = 86_400_000;

/** Sign-in by one-time link: whoever holds it once is the person whom it was made for. */
export function signIn(deps: ConductDeps): SignIn {
  const { records, secrets, ids, clock } = deps;

  const meOf = async (actor: Actor): Promise<Me> => ({
    id: actor.user,
    name: actor.name,
    kind: actor.kind,
    administrator: actor.administrator,
    studies: await summariesOf(records.read, actor),
  });

  return {
    firstLink: () =>
      records.transaction(async (tx) => {
        await tx.people.lockInstallation();
        return (await tx.people.count()) > 0 ? null : (await issueLink(tx, deps, null)).token;
      }),

    redeem: async (token) => {
      const sessionToken = secrets.token();
      const { user, expiresAt } = await records.transaction(async (tx) => {
        const signedIn = await personOf(tx, deps, token);
        const expires = new Date(tx.now.getTime() + sessionDays * dayMillis);
        await tx.people.createSession({
          id: ids.next(),
          tokenHash: hashOfToken(sessionToken),
          userId: signedIn.id,
          createdAt: tx.now,
          expiresAt: expires,
        });
        await welcomeReader(tx, signedIn);
        await tx.audit.append(installationChain, { by: signedIn, act: 'person.signed-in', subject: signedIn.id });
        return { user: signedIn, expiresAt: expires };
      });
      return { sessionToken, expiresAt: expiresAt.toISOString(), me: await meOf(actorFrom(user)) };
    },

    linkFor: (actor) =>
      records.transaction(async (tx) => {
        const { token, expiresAt } = await issueLink(tx, deps, actor.user);
        const by = { id: actor.user, name: actor.name };
        await tx.audit.append(installationChain, { by, act: 'person.link-made', subject: actor.user });
        return { token, expiresAt: expiresAt.toISOString() };
      }),

    actorOf: async (sessionToken) => {
      const user = await records.read.people.ofSession(hashOfToken(sessionToken), clock.now());
      return user && actorFrom(user);
    },
    me: meOf,
    signOut: (sessionToken) => records.transaction((tx) => tx.people.endSession(hashOfToken(sessionToken), tx.now)),
  };
}

function actorFrom(user: User): Actor {
  return {
    user: user.id as UserId,
    name: user.name,
    kind: user.kind as PersonKind,
    administrator: user.administrator,
  };
}

/** @throws Refused for a link that cannot be used; it does not say why to whoever guesses */
async function personOf(tx: Transaction, deps: ConductDeps, token: string): Promise<User> {
  const link = await tx.people.lockLink(hashOfToken(token));
  const usable = link && link.usedAt === null && link.voidedAt === null && link.expiresAt > tx.now;
  if (!usable)
    throw new Refused('link-not-valid', 'This link is not valid any more.', 'Each link works once: ask for a new one.');
  await tx.people.useLink(link.id, tx.now);
  const user = link.userId ? await tx.people.find(link.userId) : await firstAdministrator(tx, deps);
  if (!user) throw new Refused('link-not-valid', 'This link is not valid any more.');
  return user;
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

/** An invited reader who signs in has accepted. */
async function welcomeReader(tx: Transaction, user: User): Promise<void> {
  for (const seat of await tx.readers.seatsOf(user.id)) {
    if (seat.state !== 'invited') continue;
    await tx.readers.setState(seat.id, 'active');
    await nudge(tx, { kind: 'reader-changed', reader: seat.id as ReaderId });
    await tx.outbox.announce(seat.studyId);
  }
}
