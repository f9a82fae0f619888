import { planned, samplePlan, sampleReads } from './sample-study.js';
import { analyzeStudy } from './analyze-study.js';

const plan = samplePlan(
  planned('auc', 'likelihood'),
  planned('sensitivity', 'present'),
  planned('specificity', 'present'),
  planned('time', null),
  planned('confidence', 'confidence'),
);

const data = sampleReads();
const whole = analyzeStudy(data, plan);

const estimateOf = (value: { status: string; estimate?: number }): number => {
  if (value.status !== 'estimated') throw new Error(JSON.stringify(value));
  return value.estimate as number;
};

test('sensitivity is the mean over readers of the share of positive cases called present', () => {
  const result = whole.endpoints.find(({ id }) => id === 'sensitivity');
  for (const { condition, value } of result?.conditions ?? []) {
    const shares = [1, 2, 3, 4].map((reader) => {
      const positive = data.rows.filter((row) => row.reader === reader && row.condition === condition && row.truth);
      return positive.filter((row) => row.answers.present === 'present').length / positive.length;
    });
    expect(estimateOf(value)).toBeCloseTo(shares.reduce((a, b) => a + b) / 4, 12);
  }
  expect(result?.conditions).toHaveLength(2);
});

test('a difference is to minus from, and changes its sign with them', () => {
  const swapped = { ...plan, comparison: { from: 'aided', to: 'unaided' } };
  const [straight, reversed] = [whole.endpoints, analyzeStudy(data, swapped).endpoints];
  for (const id of ['auc', 'sensitivity', 'specificity', 'confidence']) {
    const [one, other] = [straight, reversed].map((endpoints) => endpoints?.find((endpoint) => endpoint.id === id));
    const [from, to] = (one?.conditions ?? []).map(({ value }) => estimateOf(value)) as [number, number];
    expect(estimateOf(one!.comparison.value)).toBeCloseTo(to - from, 10);
    expect(estimateOf(other!.comparison.value)).toBeCloseTo(from - to, 10);
  }
});

test('with every case read by every reader in both conditions, the ratio of times is that of the geometric means', () => {
  const time = whole.endpoints.find(({ id }) => id === 'time');
  const geometric = (condition: string): number => {
    const logs = data.rows
      .filter((row) => row.condition === condition)
      .map((row) => Math.log(row.activeSeconds as number));
    return Math.exp(logs.reduce((a, b) => a + b) / logs.length);
  };
  expect(time?.conditions.map(({ value }) => estimateOf(value))).toEqual([
    expect.closeTo(geometric('unaided'), 6),
    expect.closeTo(geometric('aided'), 6),
  ]);
  expect(estimateOf(time!.comparison.value)).toBeCloseTo(geometric('aided') / geometric('unaided'), 8);
});

test('what the reads do not determine is not estimable, with its reason', () => {
  const negativesOnly = analyzeStudy({ rows: data.rows.filter((row) => !row.truth) }, plan);
  expect(negativesOnly.endpoints.find(({ id }) => id === 'auc')?.comparison.value).toMatchObject({
    status: 'not-estimable',
    reason: expect.stringMatching(/\w/),
  });
  const oneCondition = analyzeStudy({ rows: data.rows.filter((row) => row.condition === 'aided') }, plan);
  for (const { comparison } of oneCondition.endpoints)
    expect(comparison.value).toMatchObject({ status: 'not-estimable', reason: expect.stringMatching(/\w/) });
});

test('where all readers are alike, their mean stands without an interval, and the reason is said', () => {
  const rows = data.rows.map((row) =>
    row.condition === 'aided' && row.truth ? { ...row, answers: { ...row.answers, present: 'present' } } : row,
  );
  const result = analyzeStudy({ rows }, plan).endpoints.find(({ id }) => id === 'sensitivity');
  expect(result?.conditions[1]?.value).toEqual({ status: 'estimated', estimate: 1, se: null, ci: null });
  expect(result?.warnings.join()).toMatch(/No interval for aided: \w/);
});
