/** The roster of readers. */
export const readers = {
  title: 'Readers',
  invite: 'Invite a reader',
  name: 'Name',
  submit: 'Make the link',
  empty: 'No readers yet',
  emptyHint: 'Invite each reader with a personal link. The link is shown once; Lectern keeps only its hash.',
  linkFor: (name: string) => `Link for ${name}`,
  linkOnce: 'Shown this once. It works once, until',
  known: (name: string) => `${name} is here already`,
  knownHint:
    'Somebody with this e-mail address has an account. They have this part too now, and sign in as before. Please tell them, unless a mail server is configured.',
  renew: 'New link',
  renewFor: (name: string) => `New link for ${name}`,
  number: 'No.',
  kind: 'Kind',
  kindText: { person: 'person', simulated: 'simulated reader (a program)' },
  state: 'State',
  submitted: 'Reads',
  sessions: 'Sessions',
  sessionAt: (number: number, state: string, local: string, universal: string) =>
    `${number}: ${state}${local && `, opens ${local}`}${universal && ` (${universal})`}`,
  full: (planned: number) => `All planned readers (${planned}) are invited.`,
  fixed: 'The plan is frozen: the roster stays as it is. New links can still be made.',
};
