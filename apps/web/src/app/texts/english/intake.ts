/** How programs and hospital systems send images. */
export const intake = {
  title: 'Sent by programs and hospital systems',
  hint: 'What is sent comes into this study examination by examination; one is complete when no image has come for half a minute.',
  tokens: {
    title: 'Tokens for DICOMweb (STOW-RS)',
    hint: (address: string) =>
      `Images are stored at ${address}, with a token as bearer token or as the password of HTTP Basic.`,
    name: 'Name of the sender',
    make: 'Make a token',
    once: 'Shown this once; Lectern keeps only its hash.',
    of: (name: string) => `Token for ${name}`,
    revoke: 'Revoke',
    revoked: 'revoked',
    used: 'last used',
    never: 'never used',
  },
  nodes: {
    title: 'DICOM node (C-STORE)',
    none: 'This installation runs no DICOM node: its configuration names no port (intake.dicomPort).',
    port: (port: number) => `The node listens at port ${port}. A title opens this study for the callers that it lists.`,
    aeTitle: 'AE title',
    callers: 'Allowed callers: AE title, with @address where only that may call; one a line',
    open: 'Open the title',
    close: 'Close',
    closed: 'closed',
  },
  arrivals: {
    title: 'Sent examinations',
    empty: 'None yet',
    files: (count: number) => `${count} ${count === 1 ? 'image' : 'images'}`,
    stateText: {
      receiving: 'coming in',
      received: 'being checked',
      stored: 'to be looked at',
      ready: 'ready',
      refused: 'refused',
    },
    relabel: (label: string) => `Label of ${label}`,
    save: 'Rename',
    leftOut: (times: number) => `${times} left out:`,
  },
};
