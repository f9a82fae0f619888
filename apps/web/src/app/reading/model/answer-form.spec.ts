import { questionSchema, type Mark, type Question } from '@lectern/contracts';
import { AnswerForm } from './answer-form.js';

const questions: Question[] = [
  { id: 'bleeding', text: 'Bleeding?', kind: 'decision' },
  { id: 'likelihood', text: 'Likelihood', kind: 'rating' },
  {
    id: 'grade',
    text: 'Grade',
    kind: 'ordinal',
    levels: ['1', '2', '3'],
    when: { question: 'bleeding', is: 'present' },
  },
  { id: 'where', text: 'Where', kind: 'findings', when: { question: 'bleeding', is: 'present' } },
  { id: 'note', text: 'Note', kind: 'text', required: false },
].map((question) => questionSchema.parse(question));
const stacks = [{ orientation: 'axial' as const, seriesInstanceUid: '1.2' }];
const mark: Mark = {
  id: 'm1',
  tool: 'point',
  orientation: 'axial',
  seriesInstanceUid: '1.2',
  sopInstanceUid: '1.2.3',
  points: [[1, 2, 3]],
  atMillis: 5,
};
const issuesOf = (form: AnswerForm) => form.issues().map(({ question, kind }) => `${question} ${kind}`);

test('says what is missing, and nothing of what is not asked', () => {
  const form = new AnswerForm(questions, stacks, {});
  expect(issuesOf(form)).toEqual(['bleeding missing', 'likelihood missing']);
  form.set('bleeding', 'present');
  expect(issuesOf(form)).toEqual(['likelihood missing', 'grade missing', 'where missing']);
});

test('keeps the answer to a question that is hidden, and does not send it', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'present', grade: 2 });
  form.set('bleeding', 'absent');
  expect(form.answers()).toEqual({ bleeding: 'absent' });
  form.set('bleeding', 'present');
  expect(form.answers()).toEqual({ bleeding: 'present', grade: 2 });
});

test('goes from one unanswered question to the next', () => {
  const form = new AnswerForm(questions, stacks, {});
  const path = [form.current()?.id];
  form.set('bleeding', 'present');
  path.push(form.current()?.id);
  form.set('likelihood', 80);
  path.push(form.current()?.id);
  expect(path).toEqual(['bleeding', 'likelihood', 'grade']);
});

test('answers that are given again are gone through in their order, and digits pass over what has none', () => {
  const before = { bleeding: 'absent', likelihood: 20 } as const;
  const form = new AnswerForm(questions, stacks, before, true);
  const path = () => [form.current()?.id, form.currentOfDigits()?.id];
  expect(path()).toEqual(['bleeding', 'likelihood']);
  form.set('bleeding', 'present');
  expect(path()).toEqual(['likelihood', 'likelihood']);
  form.set('likelihood', 80);
  expect(path()).toEqual(['grade', 'grade']);
  form.set('grade', 2);
  form.set('where', []);
  expect(path()).toEqual(['note', 'note']);
});

test('a chosen question stays current until it is answered, also a second time', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'absent' });
  form.step(-1);
  expect(form.current()?.id).toBe('bleeding');
  form.set('bleeding', 'present');
  expect(form.current()?.id).toBe('likelihood');
});

test('a mark needs a rating before it is sent, and a question that asks for it', () => {
  const form = new AnswerForm(questions, stacks, {});
  expect(form.addMark(mark)).toBe(false);
  form.set('bleeding', 'present');
  expect(form.addMark(mark)).toBe(true);
  expect(issuesOf(form)).toContain('where unrated');
  expect(form.answers()['where']).toEqual([]);
  form.change('f1', { rating: 90 });
  expect(issuesOf(form)).not.toContain('where unrated');
  expect(form.answers()['where']).toEqual([{ id: 'f1', rating: 90, marks: [mark] }]);
});

test('having nothing to mark is said; removing the last mark takes the answer back', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'present' });
  form.markNothing();
  expect(form.answers()['where']).toEqual([]);
  form.addMark(mark);
  form.removeMark('m1');
  expect(form.value('where')).toBeUndefined();
});

test('a finding of one stack can be marked in another', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'present' });
  form.addMark(mark);
  form.extending.set('f1');
  form.addMark({ ...mark, id: 'm2' });
  form.addMark({ ...mark, id: 'm3' });
  expect(form.findings().map(({ marks }) => marks.map(({ id }) => id))).toEqual([['m1', 'm2'], ['m3']]);
});

test('outlines go on with their finding until it is rated', () => {
  const outlined = questionSchema.parse({ id: 'where', text: 'Where', kind: 'findings', tools: ['mask'] });
  const form = new AnswerForm([outlined], stacks, {});
  const outline = (id: string): Mark => ({ ...mark, id, tool: 'mask', points: [[0, 0, 0], [1, 0, 0], [0, 1, 0]] }); // prettier-ignore
  for (const id of ['a', 'b']) form.addMark(outline(id));
  form.change('f1', { rating: null });
  form.addMark(outline('c'));
  form.change('f1', { rating: 80 });
  form.addMark(outline('d'));
  expect(form.findings().map(({ marks }) => marks.map(({ id }) => id))).toEqual([['a', 'b', 'c'], ['d']]);
  expect(form.addMark(mark)).toBe(false);
});

test('marks are drafted before they are rated, and come back as far as they were', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'present' });
  form.addMark(mark);
  form.change('f1', { rating: 90 });
  form.addMark({ ...mark, id: 'm2' });
  expect(form.answers()['where']).toHaveLength(1);
  const again = new AnswerForm(questions, stacks, form.draft());
  expect(again.findings()).toEqual(form.findings());
  expect(again.answers()).toEqual(form.answers());
  expect(issuesOf(again)).toContain('where unrated');
});

test('what was taken away is put back, one after the other, while the question is asked and has room', () => {
  const form = new AnswerForm(questions, stacks, { bleeding: 'present' });
  form.addMark(mark);
  form.change('f1', { rating: 80 });
  form.addMark({ ...mark, id: 'm2' });
  const before = form.findings();
  expect(form.removeFinding('f1').map(({ id }) => id)).toEqual(['m1']);
  form.removeMark('m2');
  form.removeMark('m2'); // told once more by the viewer: it is away already
  expect(form.value('where')).toBeUndefined();
  expect(form.undo().map(({ id }) => id)).toEqual(['m2']);
  form.set('bleeding', 'absent');
  expect([form.mayUndo(), form.undo()]).toEqual([false, []]);
  form.set('bleeding', 'present');
  expect(form.undo().map(({ id }) => id)).toEqual(['m1']);
  expect(form.findings()).toEqual(before);
  expect(form.mayUndo()).toBe(false);
});
