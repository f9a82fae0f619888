import { stringify } from 'yaml';

export interface TourProtocol {
  readonly title: string;
  readonly model: { readonly id: string; readonly version: string };
  readonly cases: number;
  readonly readers: number;
  /** Between the two sessions; 0 where absent. */
  readonly washoutDays?: number;
  /** Absent: as many as a reader likes. */
  readonly readsPerDay?: number;
  /** With a document to sign and one practice case. */
  readonly prepared?: boolean;
  /** A panel of two sets the truth. */
  readonly panel?: boolean;
  /** Parts that stand in the place of the usual ones. */
  readonly instead?: Readonly<Record<string, unknown>>;
}

/** A protocol that asks every kind of question, so that every field of the form is seen. */
export function tourProtocol(wanted: TourProtocol): string {
  const {
    title,
    model,
    cases,
    readers,
    washoutDays = 0,
    readsPerDay,
    prepared = false,
    panel = false,
    instead,
  } = wanted;
  const decision = { question: 'present', is: 'present' };
  return stringify({
    lectern: 1,
    title,
    summary: 'Made to look at the pages; its readers are simulated where they are named so.',
    target: 'Germinal matrix or intraventricular haemorrhage (GMH-IVH)',
    conditions: [
      { id: 'unaided', name: 'Unaided' },
      {
        id: 'aided',
        name: 'With AI',
        ai: { model: model.id, version: model.version, shows: ['score', 'segmentation'] },
      },
    ],
    design: {
      kind: 'crossover',
      sessions: 2,
      washout: { days: washoutDays, ...(washoutDays < 28 && { justification: 'Nobody reads for a result here.' }) },
    },
    readers: { planned: readers },
    cases: { planned: cases, stacks: ['axial', 'coronal', 'sagittal'] },
    ...(readsPerDay && { pace: { readsPerDay } }),
    ...(prepared && {
      documents: [
        { id: 'consent', kind: 'consent', version: '1', title: 'Consent of readers', text: CONSENT },
        { id: 'interests', kind: 'conflict-of-interest', version: '1', title: 'Interests', text: INTERESTS },
      ],
      training: { cases: 1 },
    }),
    questions: [
      { id: 'present', kind: 'decision', text: 'GMH-IVH present?' },
      {
        id: 'likelihood',
        kind: 'rating',
        text: 'Likelihood of GMH-IVH',
        help: '0 is certainly absent, 100 certainly present.',
      },
      {
        id: 'confidence',
        kind: 'ordinal',
        text: 'Confidence in your decision',
        levels: ['very low', 'low', 'moderate', 'high', 'very high'],
      },
      { id: 'grade', kind: 'choice', text: 'Grade (Papile)', when: decision, options: GRADES },
      {
        id: 'findings',
        kind: 'findings',
        text: 'Mark each haemorrhage',
        required: false,
        when: decision,
        tools: ['point', 'ellipse', 'mask'],
      },
      { id: 'remark', kind: 'text', text: 'Remark', required: false },
    ],
    instructions: INSTRUCTIONS,
    ...(panel && { truthing: TRUTHING }),
    analysis: {
      comparison: { from: 'unaided', to: 'aided' },
      endpoints: [
        { id: 'auc', figure: 'auc', role: 'primary' },
        { id: 'sensitivity', figure: 'sensitivity', role: 'secondary' },
        { id: 'specificity', figure: 'specificity', role: 'secondary' },
        { id: 'time', figure: 'time', role: 'secondary' },
        { id: 'confidence', figure: 'confidence', role: 'secondary' },
      ],
    },
    ...instead,
  });
}

const CONSENT =
  'I take part of my own will and may withdraw at any time without giving a reason. My answers and times are kept under a number.';
const INTERESTS =
  'Declare what ties you to a maker of one of the systems under study. If nothing does, leave the field empty.';
const INSTRUCTIONS = `You will read each examination twice, in two sessions. In some reads the result of an AI model is shown; a word at the top of the form says so.

Scroll through the three stacks, decide whether a haemorrhage is present, and say how likely and how sure you are. Press P to pause.`;
const GRADES = [
  { value: 'i', text: 'I - germinal matrix only' },
  { value: 'ii', text: 'II - intraventricular, ventricles not widened' },
  { value: 'iii', text: 'III - intraventricular, ventricles widened' },
  { value: 'iv', text: 'IV - with parenchymal infarction' },
];
const TRUTHING = {
  members: 2,
  instructions: 'Judge each examination by itself.',
  questions: [
    { id: 'there', kind: 'decision', text: 'Is there a haemorrhage?' },
    {
      id: 'grade',
      kind: 'ordinal',
      text: 'Grade',
      levels: ['I', 'II', 'III', 'IV'],
      when: { question: 'there', is: 'present' },
    },
  ],
  truth: { decision: 'there', grade: 'grade' },
};
