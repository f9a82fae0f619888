import { markLimits, type Mark } from '@lectern/contracts';
import {
  fromAnswer,
  hasRoom,
  labelOf,
  placesOf,
  takenWith,
  toAnswer,
  withMark,
  withMovedMark,
  withoutMark,
  withTaken,
} from './findings.js';

const mark = (id: string, orientation: Mark['orientation'] = 'axial', x = 0): Mark => ({
  id,
  tool: 'point',
  orientation,
  seriesInstanceUid: '1.2.3',
  sopInstanceUid: '1.2.3.4',
  points: [[x, 0, 0]],
  atMillis: 1,
});

test('each mark is a finding of its own, unless one is being extended into another stack', () => {
  let findings = withMark([], mark('a'), null);
  findings = withMark(findings, mark('b'), null);
  findings = withMark(findings, mark('c', 'coronal'), findings[0]?.id ?? null);
  expect(findings.map((finding) => finding.marks.map(({ id }) => id))).toEqual([['a', 'c'], ['b']]);
  expect(['a', 'b', 'c', 'd'].map((id) => labelOf(findings, id))).toEqual(['1', '2', '1', null]);
});

test('a finding goes with its last mark, the others move up, and ids are never used again beside a living one', () => {
  let findings = withMark(withMark([], mark('a'), null), mark('b'), null);
  findings = withoutMark(findings, 'a');
  expect(labelOf(findings, 'b')).toBe('1');
  findings = withMark(findings, mark('c'), null);
  expect(findings.map(({ id }) => id)).toEqual(['f2', 'f3']);
});

test('a moved mark keeps its finding and rating', () => {
  const findings = withMovedMark([{ id: 'f1', rating: 70, marks: [mark('a')], note: '' }], mark('a', 'axial', 12));
  expect(findings).toEqual([{ id: 'f1', rating: 70, marks: [mark('a', 'axial', 12)], note: '' }]);
});

test('only rated findings are sent, and what was sent can be taken up again', () => {
  const findings = [
    { id: 'f1', rating: 70, marks: [mark('a')], note: ' left ' },
    { id: 'f2', rating: null, marks: [mark('b')], note: '' },
  ];
  const answer = toAnswer(findings);
  expect(answer).toEqual([{ id: 'f1', rating: 70, marks: [mark('a')], note: 'left' }]);
  expect(fromAnswer(answer)).toEqual([{ id: 'f1', rating: 70, marks: [mark('a')], note: 'left' }]);
});

test('outlines of a stack are one place to go to, in the order in which they were drawn; other marks each their own', () => {
  const outline = (id: string, orientation: Mark['orientation']): Mark => ({ ...mark(id, orientation), tool: 'mask' });
  const marks = [outline('a', 'axial'), mark('b'), outline('c', 'coronal'), outline('d', 'axial'), mark('e')];
  expect(placesOf(marks).map((place) => place.marks.map(({ id }) => id))).toEqual([['a', 'd'], ['b'], ['c'], ['e']]);
});

test('there is room for as many marks as a finding, a question and the viewer take', () => {
  const of = (...counts: number[]) =>
    counts.map((count, f) => ({
      id: `f${f}`,
      rating: null,
      marks: Array.from({ length: count }, (_, m) => mark(`${f} ${m}`)),
      note: '',
    }));
  expect(hasRoom(of(1, 1), null, 3)).toBe(true);
  expect(hasRoom(of(1, 1), null, 2)).toBe(false);
  expect(hasRoom(of(1, 1), 'f1', 2)).toBe(true);
  expect(hasRoom(of(markLimits.marksOfFinding), 'f0', 2)).toBe(false);
  expect(hasRoom(of(markLimits.marksOfFinding), null, 2)).toBe(true);
  expect(hasRoom(of(50, 50, 50, 49), 'f3', 20)).toBe(true);
  expect(hasRoom(of(50, 50, 50, 50), 'f3', 20)).toBe(false);
});

test('what was taken away comes back as it was, in its place', () => {
  const findings = [
    { id: 'f1', rating: 70, marks: [mark('a')], note: '' },
    { id: 'f2', rating: 30, marks: [mark('b')], note: '' },
  ];
  const taken = takenWith(findings, 'a')!;
  expect(withTaken(withoutMark(findings, 'a'), taken)).toEqual(findings);
  expect(takenWith(findings, 'nobody')).toBeNull();
});

test('a mark comes back into what is left of its finding, which keeps its new rating, place and marks', () => {
  const whole = [{ id: 'f1', rating: 70, marks: [mark('a'), mark('b', 'coronal')], note: '' }];
  const taken = takenWith(whole, 'a')!;
  const left = [{ id: 'f1', rating: 20, marks: [mark('b', 'coronal', 5), mark('c', 'sagittal')], note: '' }];
  expect(withTaken(left, taken)).toEqual([
    { id: 'f1', rating: 20, marks: [mark('a'), mark('b', 'coronal', 5), mark('c', 'sagittal')], note: '' },
  ]);
});

test('a finding whose id was given anew comes back under another', () => {
  const taken = takenWith([{ id: 'f1', rating: 70, marks: [mark('a')], note: '' }], 'a')!;
  const since = withMark([], mark('b'), null);
  expect(withTaken(since, taken).map(({ id, marks }) => [id, marks[0]?.id])).toEqual([
    ['f2', 'a'],
    ['f1', 'b'],
  ]);
});
