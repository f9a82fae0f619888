/** Signing in. */
export const signIn = {
  title: 'Sign in',
  working: 'Signing you in',
  needLink: 'You sign in with a personal link. Open the link that you were given.',
  lostLink: 'Each link works once. If yours does not work any more, ask the coordinator of your study for a new one.',
  failed: 'This link did not sign you in.',
  stillSignedIn: (name: string) => `You are still signed in as ${name}.`,
  goOn: 'Go on',
  login: 'Login',
  password: 'Password',
  byPassword: 'Sign in',
};

/** Signing a record. */
export const signature = {
  title: 'Electronic signature',
  printed: (name: string) => `You sign as ${name}.`,
  password: 'Your password',
  code: 'One-time code',
  codeHint: 'You have no password yet. Set one, or give a fresh link or code that someone else made for you.',
};
