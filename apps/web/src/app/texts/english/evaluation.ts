/** Words of the page that shows a model's standalone evaluation. */
export const evaluation = {
  title: 'Evaluation of a model',
  hint: 'What “lectern evaluate --model M --cases DIR --json” wrote: a model alone against a reference standard. It is shown here, in this browser: nothing is uploaded, and no sign-in is needed.',
  drop: 'Drop the JSON file here, or',
  choose: 'Choose a file …',
  refused: 'This is no evaluation of a model.',
  thresholds: (ofCase: number, ofStack: number) =>
    `Called positive: cases from a score of ${ofCase}, stacks from ${ofStack}. 95% intervals in brackets.`,
  flagged: (count: number, of: number) =>
    `${count} of ${of} examinations are flagged as unlike the images that the model was calibrated on.`,
  unit: { cases: 'cases', stacks: 'stacks' },
  unitHead: 'Unit',
  roc: 'ROC curves',
  rocCaption: 'Empirical, of the case scores and of the scores of stacks.',
  froc: 'FROC curve',
  frocCaption: 'Parts of the reference that were found against findings where it has none, over all stacks.',
  falsePositive: '1 – specificity',
  falseFindings: 'False findings a stack',
  lesionShare: 'Share of lesion parts found',
  figures: 'Figures',
  figuresHint:
    'Grades: the positives of each against all negatives. Dice over positive stacks, a missed one counts 0; surface distance where something was found.',
  group: 'Group',
  groups: { all: 'All', grade: (grade: string) => `Grade ${grade}`, age: (weeks: string) => weeks },
  counts: 'Positive / negative',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  auc: 'AUC',
  dice: 'Dice',
  surface: 'Surface distance, mm',
  examinations: 'Examinations',
  tally: ({
    all,
    right,
    missed,
    falsePositive,
  }: {
    all: number;
    right: number;
    missed: number;
    falsePositive: number;
  }) => `${all} examinations: ${right} right, ${missed} missed, ${falsePositive} false positive.`,
  shown: (shown: number, all: number) => `${shown} of ${all} examinations`,
  noMatch: 'No examination is like this. Show all, or choose otherwise.',
  truth: 'Truth',
  truths: { positive: 'positive', negative: 'negative' },
  flag: 'Images',
  flags: { foreign: 'out of distribution', usual: 'like those of the calibration' },
  examination: 'Examination',
  hospital: 'Hospital',
  grade: 'Grade',
  weeks: 'Weeks',
  volume: 'Lesion, ml',
  score: 'Score',
  called: 'Called',
  call: { right: 'right', falsePositive: 'false positive', missed: 'missed' },
  foreign: 'out of distribution',
  diceByStack: 'Dice by stack',
};
