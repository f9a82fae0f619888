/** Freezing the plan. */
export const freeze = {
  title: 'Freeze the plan',
  titleOf: (study: string) => `Freeze the plan of “${study}”`,
  ready: 'Everything is in place.',
  notReady: (open: number) => `${open} ${open === 1 ? 'condition is' : 'conditions are'} still open.`,
  checkMet: 'met',
  checkOpen: 'open',
  open: 'Freeze …',
  explain:
    'Freezing fixes the protocol, readers, cases, reference standard and AI results. Then the server draws the seed and stores the worklists. It cannot be undone.',
  statement: 'Meaning of your signature',
  defaultStatement:
    'I have checked the protocol, the cases, the reference standard and the readers, and I fix them as the plan of this study.',
  confirm: 'Sign and freeze',
  working: 'Freezing',
};

/** Locking the study. */
export const lock = {
  title: 'Lock and analyse',
  hint: 'Locking ends data entry for good and begins the analysis.',
  open: 'Lock …',
  reason: 'Reason',
  meaning: 'I end data entry of this study and open its analysis.',
  reasonHint: 'For the record, for example “all planned reads are submitted”.',
  incomplete: (missing: number) =>
    `${missing} planned ${missing === 1 ? 'read is' : 'reads are'} missing and will stay missing.`,
  confirm: (title: string) => `I lock “${title}”`,
  submit: 'Lock the study',
  working: 'Locking',
};
