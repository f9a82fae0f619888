/** The list of studies. */
export const studies = {
  title: 'Studies',
  create: 'New study',
  empty: 'No study yet',
  emptyHint: 'A study begins with its protocol: conditions, design, questions and analysis in one YAML file.',
  emptyReader: 'You have no study yet. The coordinator who invited you sees why.',
  study: 'Study',
  phase: 'Phase',
  roles: 'Your role',
  created: 'Created',
  read: 'Read',
};

/** Beginning a study. */
export const create = {
  title: 'New study',
  casesFrom: 'Cases',
  noCases: 'Upload cases later',
  takeFrom: (title: string) => `Take over the cases of “${title}”`,
  submit: 'Create study',
  working: 'Creating the study',
};
