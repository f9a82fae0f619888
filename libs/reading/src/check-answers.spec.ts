import { questionSchema, type Answers, type Question } from '@lectern/contracts';
import { checkAnswers } from './check-answers.js';

const questions: Question[] = [
  { id: 'present', kind: 'decision', text: 'Haemorrhage?' },
  { id: 'rating', kind: 'rating', text: 'How likely?' },
  { id: 'confidence', kind: 'ordinal', text: 'How sure?', levels: ['1', '2', '3', '4', '5'] },
  {
    id: 'grade',
    kind: 'choice',
    text: 'Grade',
    options: [
      { value: 'one', text: 'I' },
      { value: 'two', text: 'II' },
    ],
    when: { question: 'present', is: 'present' },
  },
  {
    id: 'side',
    kind: 'choice',
    text: 'Side',
    options: [
      { value: 'left', text: 'L' },
      { value: 'right', text: 'R' },
    ],
    when: { question: 'grade', is: 'two' },
  },
  { id: 'lesions', kind: 'findings', text: 'Mark', required: false, when: { question: 'present', is: 'present' } },
  { id: 'note', kind: 'text', text: 'Note', required: false, maxLength: 20 },
].map((question) => questionSchema.parse(question));

const stacks = [{ orientation: 'axial' as const, seriesInstanceUid: '1.2.3' }];
const check = (answers: Answers) => checkAnswers(questions, answers, stacks).map(({ path }) => path);

const absent = { present: 'absent', rating: 3, confidence: 5 };
const present = { present: 'present', rating: 80, confidence: 2, grade: 'one' };
const mark = {
  id: 'm1',
  tool: 'point' as const,
  orientation: 'axial' as const,
  seriesInstanceUid: '1.2.3',
  sopInstanceUid: '1.2.3.4',
  points: [[0, 0, 0] as [number, number, number]],
  atMillis: 0,
};

test('whole answers pass', () => {
  expect(check(absent)).toEqual([]);
  expect(check({ ...present, lesions: [{ id: 'f1', rating: 90, marks: [mark] }], note: 'second look' })).toEqual([]);
});

test('what is asked and required must be answered; what is not asked must not be', () => {
  expect(check({})).toEqual(['present', 'rating', 'confidence']);
  expect(check({ ...present, grade: 'two' })).toEqual(['side']);
  expect(check({ ...absent, grade: 'one' })).toEqual(['grade']);
  expect(check({ ...absent, grade: 'two', side: 'left' })).toEqual(['grade', 'side']);
  expect(check({ ...absent, other: 1 })).toEqual(['other']);
});

test.each<[string, Answers]>([
  ['present', { present: 'maybe' }],
  ['rating', { rating: 101 }],
  ['rating', { rating: 3.5 }],
  ['rating', { rating: Number.NaN }],
  ['rating', { rating: '3' }],
  ['confidence', { confidence: 0 }],
  ['confidence', { confidence: 6 }],
  ['confidence', { confidence: 2.5 }],
  ['grade', { grade: 'three' }],
  ['note', { note: 'a\u0000b' }],
  ['note', { note: 'a\ud800' }],
  ['note', { note: 'x'.repeat(21) }],
  ['lesions', { lesions: 'none' }],
])('%s refuses %j', (path, change) => {
  expect(check({ ...present, ...change })[0]).toBe(path);
});

test('marks are of the tool, the points and the stack that they say', () => {
  const lesion = (change: object) =>
    ({ ...present, lesions: [{ id: 'f1', rating: 90, marks: [{ ...mark, ...change }] }] }) as Answers;
  expect(
    check(
      lesion({
        tool: 'box',
        points: [
          [0, 0, 0],
          [1, 1, 1],
        ],
      }),
    ),
  ).toEqual(['lesions/f1/m1']);
  expect(
    check(
      lesion({
        points: [
          [0, 0, 0],
          [1, 1, 1],
        ],
      }),
    ),
  ).toEqual(['lesions/f1/m1']);
  expect(check(lesion({ seriesInstanceUid: '9.9' }))).toEqual(['lesions/f1/m1']);
  expect(check(lesion({ orientation: 'coronal' }))).toEqual(['lesions/f1/m1']);
});
