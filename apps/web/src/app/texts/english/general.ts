import type { StudyPhase } from '@lectern/contracts';

/** What every page says. */
export const general = {
  loading: 'Loading',
  cancel: 'Cancel',
  close: 'Close',
  again: 'Try again',
  more: 'Show more',
  copy: 'Copy',
  copied: 'Copied',
  none: 'None',
  signOut: 'Sign out',
  signedInAs: 'Signed in as',
  skip: 'Skip to the content',
  mainNavigation: 'Lectern',
  analyseFile: 'Analyse a file',
  powerCalculator: 'Power calculator',
  modelEvaluation: 'Evaluation of a model',
  language: 'Language',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  simulatedReader: 'simulated reader',
  simulatedNotice: 'A program answers for the simulated readers of this study. Its results say nothing about people.',
  of: (done: number, planned: number) => `${done} of ${planned}`,
  unreachable: 'The server cannot be reached.',
  unreachableRemedy: 'Check the connection; nothing that was saved is lost.',
  unexpected: 'Something unexpected happened.',
  signedOut: 'You are signed out.',
  signedOutRemedy: 'Open your sign-in link again, or ask the coordinator for a new one.',
  line: (line: number) => `Line ${line}`,
};

/** Phases of a study. */
export const phase = {
  draft: 'Being prepared',
  reading: 'Reading',
  locked: 'Locked',
  analysed: 'Analysed',
} satisfies Record<StudyPhase, string>;

/** Roles of people. */
export const role = {
  coordinator: 'Coordinator',
  reader: 'Reader',
  statistician: 'Statistician',
  monitor: 'Monitor',
  truther: 'Truther',
};
