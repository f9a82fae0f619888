import type { Mark } from '@lectern/contracts';
import { fromAnswer, labelOf, toAnswer, withMark, withMovedMark, withoutMark } from './findings.js';

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
