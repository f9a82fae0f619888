import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { landingPath } from './landing.js';
import { SessionStore } from './session.store.js';

/** Lets signed-in people in; everyone else is told how to sign in. */
export const signedIn: CanActivateFn = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  const me = session.me() ?? (await session.load().catch(() => null));
  return me ? true : router.parseUrl('/sign-in');
};

/** Sends a person to the page that is theirs. */
export const home: CanActivateFn = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  const me = await session.load().catch(() => null);
  return router.parseUrl(me ? landingPath(me) : '/sign-in');
};

/** Lets everyone in, and knows who it is where someone is signed in. */
export const maybeSignedIn: CanActivateFn = async () => {
  const session = inject(SessionStore);
  if (!session.me()) await session.load().catch(() => null);
  return true;
};
