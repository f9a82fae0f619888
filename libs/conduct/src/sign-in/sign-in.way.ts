import type { Me, setPasswordSchema, SignedInSession } from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';
import type { OpenIdSignIn } from './openid/openid.way.js';

export interface SignedIn {
  readonly sessionToken: string;
  readonly expiresAt: string;
  readonly me: Me;
}

export interface SignIn {
  /** A token that creates the first administrator when redeemed; null as soon as there is a user. Older first links become void. */
  firstLink(): Promise<string | null>;
  /** @throws Refused for an unknown, used, void or expired token */
  redeem(token: string): Promise<SignedIn>;
  /** @throws Refused for a wrong login or password, and while too many have failed */
  byPassword(login: string, password: string): Promise<SignedIn>;
  /** @throws Refused, Conflict where the login is another's */
  setPassword(actor: Actor, input: z.output<typeof setPasswordSchema>): Promise<Me>;
  sessions(actor: Actor): Promise<SignedInSession[]>;
  revoke(actor: Actor, session: string): Promise<void>;
  createToken(actor: Actor, name: string): Promise<{ token: string; expiresAt: string }>;
  /** A one-time link by which the actor signs in elsewhere; older unused ones become void. */
  linkFor(actor: Actor): Promise<{ token: string; expiresAt: string }>;
  actorOf(sessionToken: string): Promise<Actor | null>;
  me(actor: Actor): Promise<Me>;
  readonly openid: OpenIdSignIn;
  signOut(sessionToken: string): Promise<void>;
}
