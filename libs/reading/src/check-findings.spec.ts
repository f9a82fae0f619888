// Outlines that may not be submitted, each with the reason that the reader is told.
import {
  markLimits,
  questionSchema,
  type Answers,
  type Mark,
  type PatientPoint,
  type StackGrid,
} from '@lectern/contracts';
import { checkAnswers } from './check-answers.js';
import type { MarkedStack } from './check-findings.js';

const question = questionSchema.parse({ id: 'lesions', kind: 'findings', text: 'Outline', tools: ['mask'], max: 50 });
const grid: StackGrid = {
  row: [0.8, 0.6, 0],
  column: [0, 0, -1],
  spacing: [2, 0.5],
  thickness: 4,
  rows: 10,
  columns: 20,
  images: [
    { sopInstanceUid: '1.2.1', position: [10, 20, 30] },
    { sopInstanceUid: '1.2.2', position: [10 - 0.6 * 4, 20 + 0.8 * 4, 30] },
  ],
};
const stack: MarkedStack = {
  orientation: 'axial',
  seriesInstanceUid: '1.2',
  sopInstanceUids: ['1.2.1', '1.2.2'],
  grid,
};

/** In pixels, column first. */
const at = (column: number, row: number, off = 0): PatientPoint => [
  10 + 0.8 * 0.5 * column - 0.6 * off,
  20 + 0.6 * 0.5 * column + 0.8 * off,
  30 - 2 * row,
];
const mark = (points: PatientPoint[], change: Partial<Mark> = {}): Mark => ({
  id: 'm1',
  tool: 'mask',
  orientation: 'axial',
  seriesInstanceUid: '1.2',
  sopInstanceUid: '1.2.1',
  points,
  atMillis: 0,
  ...change,
});
const messages = (marks: Mark[], stacks: MarkedStack[] = [stack]) =>
  checkAnswers([question], { lesions: [{ id: 'f1', rating: 50, marks }] }, stacks).map(({ message }) => message);

const outline = [at(2, 2), at(12, 2), at(12, 7), at(2, 7)];

test('an outline within its image passes, also to its very border, crossing itself or touching itself', () => {
  expect(messages([mark(outline)])).toEqual([]);
  expect(messages([mark([at(-0.5, -0.5), at(19.5, -0.5), at(19.5, 9.5), at(-0.5, 9.5)])])).toEqual([]);
  expect(messages([mark([at(2, 2), at(12, 7), at(12, 2), at(2, 7)])])).toEqual([]);
  expect(messages([mark([...outline, at(2, 2), at(12, 2)])])).toEqual([]);
  expect(messages([mark(outline.map(([x, y, z]) => [x - 0.6 * 4, y + 0.8 * 4, z]), { sopInstanceUid: '1.2.2' })])).toEqual([]); // prettier-ignore
});

test.each<[string, Mark]>([
  ['has 3 to 400 points', mark([at(1, 1), at(2, 2)])],
  ['reaches out of its image', mark([at(2, 2), at(20.1, 2), at(2, 7)])],
  ['reaches out of its image', mark([at(2, 2), at(12, 2), at(2, -0.6)])],
  ['does not lie in the plane of its image', mark([at(2, 2), at(12, 2), at(2, 7, 1)])],
  ['does not lie in the plane of its image', mark(outline, { sopInstanceUid: '1.2.2' })],
  ['lies on an image that is none of the axial stack of this case', mark(outline, { sopInstanceUid: '9.9' })],
  [
    'does not lie in the axial stack of this case',
    mark(outline, { seriesInstanceUid: '9.9', sopInstanceUid: '9.9.1' }),
  ],
  ['does not lie in the coronal stack of this case', mark(outline, { orientation: 'coronal' })],
  ['is made with mask', mark([at(2, 2)], { tool: 'point' })],
])('%s', (message, bad) => {
  expect(messages([bad])).toEqual([message]);
});

test('where images are not at hand, outlines are held against the series alone', () => {
  const bare: MarkedStack = { orientation: 'axial', seriesInstanceUid: '1.2' };
  expect(messages([mark([at(2, 2), at(200, 2), at(2, 7)])], [bare])).toEqual([]);
});

test('there are no more marks than the viewer can draw again', () => {
  const findings = (count: number): Answers => ({
    lesions: Array.from({ length: 4 }, (_, f) => ({
      id: `f${f}`,
      rating: 50,
      marks: Array.from({ length: count }, (_, m) => mark(outline, { id: `m${f} ${m}` })),
    })),
  });
  expect(checkAnswers([question], findings(markLimits.marks / 4), [stack])).toEqual([]);
  expect(checkAnswers([question], findings(markLimits.marks / 4 + 1), [stack])).toEqual([
    { path: 'lesions', message: 'has at most 200 marks' },
  ]);
});
