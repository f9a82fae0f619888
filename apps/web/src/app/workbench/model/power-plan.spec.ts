import { isEstimated, orPower } from '@lectern/statistics';
import { answerPower, assumedComponents, numberList, usualAssumptions, type PowerQuestion } from './power-plan.js';

const question: PowerQuestion = {
  effect: 0.05,
  alpha: 0.05,
  margin: null,
  analysis: 'RRRC',
  target: 0.8,
  readers: [6, 10],
  cases: [100, 200],
};

function components() {
  const found = assumedComponents(usualAssumptions);
  if (!isEstimated(found)) throw new Error(found.reason);
  return found;
}

test('the grid is the library’s power of each pair, and the cases needed reach the target', () => {
  const answer = answerPower(components(), question);
  expect(answer.grid.power[1]?.[0]).toEqual(
    orPower(components(), { readers: 10, cases: 100, effect: 0.05, alpha: 0.05 }),
  );
  for (const { readers, size } of answer.needed) {
    if (!isEstimated(size)) throw new Error(size.reason);
    const fewer = orPower(components(), { readers, cases: size.cases - 1, effect: 0.05, alpha: 0.05 });
    expect(size.power).toBeGreaterThanOrEqual(0.8);
    expect(isEstimated(fewer) && fewer.power).toBeLessThan(0.8);
  }
});

test('readers that differ more need more cases', () => {
  const casesAt = (readerSd: number) => {
    const found = assumedComponents({ ...usualAssumptions, readerSd });
    if (!isEstimated(found)) throw new Error(found.reason);
    const [first] = answerPower(found, question).needed;
    return first && isEstimated(first.size) ? first.size.cases : Infinity;
  };
  expect(casesAt(0.05)).toBeGreaterThan(casesAt(0));
});

test('assumptions out of range are no plan, and say so', () => {
  const refused = [{ value: 1 }, { positiveShare: 0 }, { readerSd: -1 }, { r1: 0.1, r3: 0.2 }];
  for (const change of refused)
    expect(assumedComponents({ ...usualAssumptions, ...change })).toMatchObject({ status: 'not-estimable' });
});

test('lists of numbers as people write them', () => {
  expect(numberList('4, 6;8-10 6')).toEqual([4, 6, 8, 9, 10]);
  expect([numberList(''), numberList('4, many'), numberList('0'), numberList('1-1000')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
