/** A person's own account. */
export const account = {
  title: 'Your account',
  passwordTitle: 'Name, login and password',
  passwordHint: 'You sign in by them, and sign records: your name is printed with each signature.',
  name: 'Your full name',
  login: 'Login',
  current: 'Present password',
  password: 'New password (at least 12 characters)',
  save: 'Save',
  saved: 'Saved. Every other session of yours has ended.',
  sessions: 'Where you are signed in',
  browser: 'Browser',
  token: (name: string) => `Token of ${name}`,
  thisOne: 'this one',
  revoke: 'End',
};
