import type { OpenIdProblem } from '@lectern/contracts';

/** Sign-in at an OpenID Connect provider, which has a name of its own. */
export const openid = {
  signIn: (provider: string) => `Sign in with ${provider}`,
  orPassword: 'Or by login and password',
  prove: (provider: string) => `Sign in with ${provider} once more`,
  proven: 'You have signed in anew: this signature is good for five minutes.',
  proving: 'Sign in in the window that has opened.',
  blocked: 'The browser did not let the window open. Allow this page to open windows, and try again.',
  done: 'Done. You can close this window.',
  problems: {
    unreachable: 'The sign-in service does not answer. Try again later, or sign in by a link or a password.',
    'refused-by-provider': 'The sign-in service did not sign you in. Try again.',
    'begun-elsewhere': 'This sign-in was begun in another browser or too long ago. Begin again here.',
    'answer-not-valid':
      'The answer of the sign-in service could not be trusted. Begin again; if it stays, tell the administrator.',
    'email-not-verified':
      'The sign-in service does not vouch for your e-mail address. Ask its administrators to verify the address, or sign in by a link.',
    'not-invited':
      'Nobody with your e-mail address was invited here. Ask the coordinator of your study to invite you under this address.',
    'several-invited':
      'Several people were invited under your e-mail address. Sign in by your link, and ask the coordinator to correct the address.',
    'another-account':
      'This account is not the one of the person who signs in here by this address. Sign in with the account that you used before, or by a link.',
    'not-asked-again': 'The sign-in service did not ask who you are once more. Sign out there and try again.',
  } satisfies Record<OpenIdProblem, string>,
};
