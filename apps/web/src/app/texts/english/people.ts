import type { Role } from '@lectern/contracts';

/** Who has which role, and how somebody comes in again. */
export const people = {
  members: 'Other people of the study',
  membersHint: 'Who reads is in the list above and has no other role. Whoever loses a role is signed out everywhere.',
  role: 'Role',
  roles: {
    coordinator: 'Coordinator',
    statistician: 'Statistician',
    monitor: 'Monitor',
    truther: 'Truther',
    reader: 'Reader',
  } satisfies Record<Role, string>,
  name: 'Name',
  email: 'E-mail (optional)',
  invite: 'Invite',
  inviteTitle: 'Invite somebody with a role',
  add: 'Add a role',
  addTitle: (name: string) => `One more role for ${name}`,
  remove: (role: string, name: string) => `Take the role ${role} from ${name}`,
  removeHint: 'It takes effect at once: the person is signed out everywhere, and the record says who did it and why.',
  confirmAdd: 'Add the role',
  confirmRemove: 'Take the role away',
  title: 'People',
  hint: 'Everybody who can sign in to this installation.',
  login: 'Login',
  noLogin: 'by link alone',
  administrator: 'Administrator',
  since: 'Since',
  locked: (until: string) => `Locked out until ${until}`,
  reset: 'Reset the password',
  resetTitle: (name: string) => `Reset the password of ${name}`,
  resetHint:
    'Password, sessions and tokens of the person end now. Pass the one-time link on yourself, to the right person: whoever opens it sets the new password.',
  confirmReset: 'Reset it and make the link',
  linkFor: (name: string) => `One-time link for ${name}`,
  linkOnce: 'It is shown once. Valid until',
};
