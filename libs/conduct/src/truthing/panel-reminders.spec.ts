import { panelRemindersAt } from './panel-reminders.js';

const day = 86_400_000;
const task = (given: number, submitted: number | null = null) => ({
  state: submitted === null ? ('waiting' as const) : ('submitted' as const),
  givenAt: new Date(given * day),
  submittedAt: submitted === null ? null : new Date(submitted * day),
});

/** Kinds and days. */
const at = (tasks: Parameters<typeof panelRemindersAt>[0], today: number) => {
  const { due, nextAt } = panelRemindersAt(tasks, today * day);
  return { due: due.map(({ kind, at: when }) => [kind, when / day]), next: nextAt === null ? null : nextAt / day };
};

test('a member is told of cases at once, and again for each week without an answer, four times', () => {
  const cases = [task(10), task(10)];
  expect(at(cases, 10)).toEqual({ due: [['cases-wait', 10]], next: 17 });
  expect(at(cases, 17.5)).toEqual({ due: [['cases-wait', 10], ['cases-still-wait', 17]], next: 24 }); // prettier-ignore
  expect(at(cases, 25)).toEqual({ due: [['cases-wait', 10], ['cases-still-wait', 24]], next: 31 }); // prettier-ignore
  expect(at(cases, 400)).toEqual({ due: [['cases-wait', 10], ['cases-still-wait', 38]], next: null }); // prettier-ignore
});

test('an answer begins the week anew, and the last answer ends it', () => {
  expect(at([task(10, 16), task(10)], 17)).toEqual({ due: [], next: 23 });
  expect(at([task(10, 16), task(10)], 23)).toEqual({ due: [['cases-still-wait', 23]], next: 30 });
  expect(at([task(10, 16), task(10, 16)], 60)).toEqual({ due: [], next: null });
  expect(at([], 60)).toEqual({ due: [], next: null });
});

test('cases that come one by one are told of once, while one waits; those that come to who had none, again', () => {
  expect(at([task(10), task(12)], 12).due).toEqual([['cases-wait', 10]]);
  expect(at([task(10, 13), task(12)], 13).due).toEqual([]);
  expect(at([task(10, 13), task(20)], 20).due).toEqual([['cases-wait', 20]]);
});

test('what was excused waits for nobody', () => {
  expect(at([{ ...task(10), state: 'excused' }], 60)).toEqual({ due: [], next: null });
});
