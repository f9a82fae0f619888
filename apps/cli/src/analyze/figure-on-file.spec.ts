import { describe, expect, test } from '@jest/globals';
import type { MrmcFile } from '@lectern/mrmc-files';
import { mrmcOutputSchema } from '@lectern/contracts';
import { analysisOptions, type AnalyzeRequest } from './analyze-file.js';
import { figureOnFile } from './figure-on-file.js';
import type { MetricRequest } from './metrics.js';
import { mrmcOutput } from './mrmc-output.js';
import { mrmcReport } from './mrmc-report.js';

/** 2 readers, 2 treatments; as many positive and negative cases as asked for. */
function ratings(
  positives: number,
  negatives: number,
  more: { correct?: boolean } = {},
): MrmcFile & { kind: 'ratings' } {
  const readings = ['A', 'B'].flatMap((reader, r) =>
    ['t1', 't2'].flatMap((treatment, t) =>
      Array.from({ length: positives + negatives }, (_, c) => ({
        reader,
        treatment,
        case: String(c),
        positive: c < positives,
        rating: ((c * 7 + r * 3 + t * 5) % 5) + (c < positives ? 2 : 0),
        ...(c < positives && more),
      })),
    ),
  );
  return { kind: 'ratings', format: 'csv', readings, warnings: [] };
}
const marks: MrmcFile = {
  kind: 'froc',
  format: 'rjafroc',
  cases: [
    { id: '1', lesions: [] },
    { id: '2', lesions: [{ id: 'a' }] },
  ],
  reads: ['1', '2'].map((id) => ({ reader: 'A', treatment: 't', case: id, lesions: [], nonLesions: [] })),
  warnings: [],
};

describe('a figure of merit on a file', () => {
  test.each<[string, MrmcFile, MetricRequest]>([
    ['need --threshold X', ratings(3, 3), { metric: 'sensitivity' }],
    [
      '--threshold is for --metric sensitivity and specificity, not for auc',
      ratings(3, 3),
      { metric: 'auc', threshold: 3 },
    ],
    ['--metric pauc needs a range', ratings(3, 3), { metric: 'pauc' }],
    ['--range is for --metric pauc', ratings(3, 3), { metric: 'auc', range: { over: 'specificity', from: 0, to: 1 } }],
    ['--at-specificity is for --metric sensitivity', ratings(3, 3), { metric: 'specificity', atSpecificity: 0.8 }],
    ['--metric wafroc needs marks', ratings(3, 3), { metric: 'wafroc' }],
    ['--metric lroc needs marks, or a column "correct"', ratings(3, 3), { metric: 'lroc' }],
    ['these suit it: auc, wafroc, afroc, wafroc1, afroc1, lroc', marks, { metric: 'sensitivity' }],
  ])('refuses: %s', (message, file, request) => {
    expect(() => figureOnFile(file, request)).toThrow(message);
  });

  test('decisions that the file records need no threshold', () => {
    const file = ratings(4, 4);
    const decided = { ...file, decisions: file.readings.map(({ positive }) => positive) };
    const { readers } = figureOnFile(decided, { metric: 'sensitivity' }).analyze({ method: 'or' });
    expect(readers.map((one) => one.status === 'estimated' && one.estimate)).toEqual([1, 1, 1, 1]);
  });

  test('locations right or wrong make an LROC study', () => {
    expect(figureOnFile(ratings(4, 4, { correct: true }), { metric: 'lroc' }).figure).toBe('lroc');
  });

  test.each([
    [0, 4],
    [4, 0],
    [1, 1],
  ])('%i positive, %i negative cases: null and a reason, printed and in JSON', (positives, negatives) => {
    // prettier-ignore
    const on = figureOnFile(ratings(positives, negatives), { metric: 'auc' });
    for (const method of ['or', 'ustat'] as const) {
      const output = mrmcOutputSchema.parse(mrmcOutput('auc', on.study, on.analyze({ method })));
      for (const row of [...output.readers, ...output.treatments, ...output.differences])
        expect(row).toMatchObject({ se: null, reason: expect.any(String) });
      const printed = mrmcReport('x.csv', output).join('\n');
      expect(printed).toContain('not estimable: ');
      expect(printed).not.toMatch(/NaN|undefined|null/);
    }
  });
});

describe('options that do not fit each other', () => {
  test.each<[string, Partial<AnalyzeRequest>]>([
    ['--covariance delong is for --method or', { method: 'ustat', covariance: 'delong' }],
    ['--weighting is for --method ustat', { weighting: 'pairs' }],
    ['--seed and --replicates are for --covariance bootstrap', { seed: 1 }],
    ['--covariance bootstrap needs --seed N', { covariance: 'bootstrap' }],
  ])('%s', (message, change) => {
    expect(() => analysisOptions({ method: 'or', ...change })).toThrow(message);
  });
});
