import type { Protocol, ReadRow } from '@lectern/contracts';
import { seededRandom } from '../simulation/index.js';
import { analyzeStudy } from './analyze-study.js';
import type { StudyData } from './study-data.js';

type Endpoint = Protocol['analysis']['endpoints'][number];
const planned = (figure: Endpoint['figure'], question: string | null): StudyData['endpoints'][number] => ({
  endpoint: { id: figure, figure, role: 'secondary', hypothesis: 'estimation' },
  question,
});

/** Four readers, twenty cases, two conditions; aided reads are quicker and right more often. */
function sampleStudy(): StudyData {
  const stream = seededRandom(7);
  const random = (): number => stream.uniform();
  const rows = [1, 2, 3, 4].flatMap((reader) =>
    Array.from({ length: 20 }, (_, i) => i + 1).flatMap((number) =>
      ['unaided', 'aided'].map((condition): ReadRow => {
        const truth = number % 2 === 0;
        const right = random() < (condition === 'aided' ? 0.9 : 0.75);
        const present = right === truth;
        return {
          read: `${reader}-${number}-${condition}`,
          reader,
          readerKind: 'person',
          case: number,
          site: null,
          session: 1,
          position: number,
          condition,
          repetition: 1,
          truth,
          grade: null,
          answers: {
            present: present ? 'present' : 'absent',
            likelihood: Math.round((present ? 60 : 10) + 30 * random()),
            confidence: 1 + Math.floor(5 * random()),
          },
          openedAt: '2026-01-01T00:00:00.000Z',
          submittedAt: '2026-01-01T00:01:00.000Z',
          elapsedSeconds: 60,
          activeSeconds: (condition === 'aided' ? 20 : 30) * (0.5 + random()),
          overlaySeconds: 0,
          timeFlags: [],
          aiScore: null,
        };
      }),
    ),
  );
  return {
    rows,
    conditions: ['unaided', 'aided'],
    comparison: { from: 'unaided', to: 'aided' },
    alpha: 0.05,
    primaryTime: 'active',
    endpoints: [
      planned('auc', 'likelihood'),
      planned('sensitivity', 'present'),
      planned('specificity', 'present'),
      planned('time', null),
      planned('confidence', 'confidence'),
    ],
  };
}

const estimateOf = (value: { status: string; estimate?: number }): number => {
  if (value.status !== 'estimated') throw new Error(JSON.stringify(value));
  return value.estimate as number;
};

test('sensitivity is the mean over readers of the share of positive cases called present', () => {
  const data = sampleStudy();
  const result = analyzeStudy(data).endpoints.find(({ id }) => id === 'sensitivity');
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
  const data = sampleStudy();
  const swapped = { ...data, comparison: { from: 'aided', to: 'unaided' } };
  for (const id of ['auc', 'sensitivity', 'specificity', 'confidence']) {
    const [one, other] = [data, swapped].map((each) =>
      analyzeStudy(each).endpoints.find((endpoint) => endpoint.id === id),
    );
    const [from, to] = (one?.conditions ?? []).map(({ value }) => estimateOf(value)) as [number, number];
    expect(estimateOf(one!.comparison.value)).toBeCloseTo(to - from, 10);
    expect(estimateOf(other!.comparison.value)).toBeCloseTo(from - to, 10);
  }
});

test('with every case read by every reader in both conditions, the ratio of times is that of the geometric means', () => {
  const data = sampleStudy();
  const time = analyzeStudy(data).endpoints.find(({ id }) => id === 'time');
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
  const data = sampleStudy();
  const negativesOnly = analyzeStudy({ ...data, rows: data.rows.filter((row) => !row.truth) });
  expect(negativesOnly.endpoints.find(({ id }) => id === 'auc')?.comparison.value).toMatchObject({
    status: 'not-estimable',
    reason: expect.stringMatching(/\w/),
  });
  const oneCondition = analyzeStudy({ ...data, rows: data.rows.filter((row) => row.condition === 'aided') });
  for (const { comparison } of oneCondition.endpoints)
    expect(comparison.value).toMatchObject({ status: 'not-estimable', reason: expect.stringMatching(/\w/) });
});

test('where all readers are alike, their mean stands without an interval, and the reason is said', () => {
  const data = sampleStudy();
  const rows = data.rows.map((row) =>
    row.condition === 'aided' && row.truth ? { ...row, answers: { ...row.answers, present: 'present' } } : row,
  );
  const result = analyzeStudy({ ...data, rows }).endpoints.find(({ id }) => id === 'sensitivity');
  expect(result?.conditions[1]?.value).toEqual({ status: 'estimated', estimate: 1, se: null, ci: null });
  expect(result?.warnings.join()).toMatch(/No interval for aided: \w/);
});
