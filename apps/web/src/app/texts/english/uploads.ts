/** Uploads in parts: how they stand, and how they go on. */
export const uploads = {
  there: (received: string, all: string) => `${received} of ${all} MB are there`,
  waiting: 'The server cannot be reached. The upload goes on by itself when it can.',
  stop: 'Stop',
  elsewhere: 'Cases of another study are being uploaded in this window.',
  unfinished: 'Uploads that broke off',
  goOn: 'Choose the same folder or archive again: only what is missing is sent.',
  until: (when: string) => `kept until ${when}`,
  discard: 'Discard',
  discardTitle: (label: string) => `Discard the upload of ${label}`,
  discardHint: (received: string) => `${received} MB that have arrived are deleted. The case can be uploaded again.`,
};
