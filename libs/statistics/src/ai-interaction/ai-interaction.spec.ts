import fc from 'fast-check';
import { isEstimated, type Estimable } from '../data/index.js';
import { seededRandom } from '../simulation/index.js';
import { aiInteraction, clusteredMean, clusteredProportion, type AssistedRead } from './index.js';

function value<T extends object>(result: Estimable<T>): T {
  if (!isEstimated(result)) throw new Error(result.reason);
  return result;
}

describe('clusteredMean', () => {
  // By hand: values 1, 0 | 1, 1 of readers a | b on cases 1, 2. Mean 3/4; deviations 1/4, -3/4 | 1/4, 1/4.
  // Readers: sums -1/2, 1/2; cases: 1/2, -1/2; both: sum of squares 12/16, times 4/3.
  test('two readers, two cases, by hand', () => {
    const values = [1, 0, 1, 1].map((one, i) => ({ reader: 'ab'[i >> 1]!, cluster: `${i % 2}`, value: one }));
    const { estimate, se, df } = value(clusteredMean(values));
    const byReader = (2 * (1 / 4 + 1 / 4)) / 16;
    const byBoth = ((4 / 3) * (12 / 16)) / 16;
    expect(estimate).toBe(0.75);
    expect(se ** 2).toBeCloseTo(Math.max(2 * byReader - byBoth, byReader), 14);
    expect(df).toBe(1);
  });

  test('covers the truth about as often as it says where readers and cases vary', () => {
    const random = seededRandom('two-way');
    let covered = 0;
    const trials = 1000;
    for (let trial = 0; trial < trials; trial++) {
      const cases = Array.from({ length: 40 }, () => random.normal());
      const values = Array.from({ length: 12 }, (_, j) => {
        const reader = random.normal();
        return cases.map((one, k) => ({ reader: `${j}`, cluster: `${k}`, value: reader + one + random.normal() }));
      }).flat();
      const { ci } = value(clusteredMean(values));
      covered += ci[0] < 0 && 0 < ci[1] ? 1 : 0;
    }
    expect(covered / trials).toBeGreaterThan(0.92);
    expect(covered / trials).toBeLessThan(0.98);
  });

  test('one reader, one case or none is not estimable', () => {
    expect(clusteredMean([])).toMatchObject({ status: 'not-estimable' });
    expect(clusteredMean([{ reader: 'a', cluster: '1', value: 1 }])).toMatchObject({ status: 'not-estimable' });
    const oneCase = ['a', 'b'].map((reader) => ({ reader, cluster: '1', value: 1 }));
    expect(clusteredMean(oneCase)).toMatchObject({ status: 'not-estimable' });
  });
});

describe('clusteredProportion', () => {
  const reads = fc.array(
    fc.record({
      reader: fc.constantFrom('a', 'b', 'c'),
      cluster: fc.constantFrom('1', '2', '3', '4', '5'),
      success: fc.boolean(),
    }),
    { minLength: 10, maxLength: 60 },
  );

  test('lies within its interval, the interval within [0, 1]', () => {
    fc.assert(
      fc.property(reads, (drawn) => {
        const share = clusteredProportion(drawn);
        if (!isEstimated(share)) return;
        expect(share.ci[0]).toBeGreaterThanOrEqual(0);
        expect(share.ci[1]).toBeLessThanOrEqual(1);
        expect(share.ci[0]).toBeLessThanOrEqual(share.estimate);
        expect(share.ci[1]).toBeGreaterThanOrEqual(share.estimate);
        expect(share.effectiveTrials).toBeLessThanOrEqual(share.trials);
      }),
    );
  });

  test('none of many is an interval from 0, no wider than that of one read a case', () => {
    const none = ['a', 'b', 'c'].flatMap((reader) =>
      Array.from({ length: 30 }, (_, k) => ({ reader, cluster: `${k}`, success: false })),
    );
    const { ci } = value(clusteredProportion(none));
    expect(ci[0]).toBe(0);
    expect(ci[1]).toBeGreaterThan(0.1);
  });
});

describe('aiInteraction', () => {
  const read = (reader: string, k: number, ai: boolean, before: boolean, after: boolean): AssistedRead => ({
    reader,
    case: `${k}`,
    positive: true,
    ai,
    before,
    after,
  });
  // Positive cases, so that true is right. Cases 1-4: the AI is right; 5-6: it is wrong.
  const reads = [
    ...[1, 2].map((k) => read('a', k, true, false, true)),
    read('a', 3, true, false, false),
    read('a', 4, true, true, true),
    read('a', 5, false, true, false),
    read('a', 6, false, true, true),
    ...[1, 2, 3, 4].map((k) => read('b', k, true, true, true)),
    read('b', 5, false, true, false),
    read('b', 6, false, true, false),
  ];

  test('counts what changed for better and worse, by whether the AI was right', () => {
    const result = aiInteraction(reads);
    const share = (one: typeof result.benefit) => [value(one).successes, value(one).trials];
    expect(share(result.all.changed)).toEqual([5, 12]);
    expect(share(result.all.better)).toEqual([2, 12]);
    expect(share(result.all.worse)).toEqual([3, 12]);
    expect(share(result.aiRight.better)).toEqual([2, 8]);
    expect(share(result.aiRight.worse)).toEqual([0, 8]);
    expect(share(result.automationBias)).toEqual([3, 4]);
    expect(share(result.agreementAfter)).toEqual([10, 12]);
    expect(value(result.all.net).estimate).toBeCloseTo(-1 / 12, 14);
    expect(result.warnings).toEqual(['2 readers: intervals rest on few clusters']);
  });

  test('benefit and under-reliance come from one reader here, and say that this is not enough', () => {
    const { benefit, underReliance } = aiInteraction(reads);
    expect(benefit).toEqual({ status: 'not-estimable', reason: 'one reader alone: no variation between readers' });
    expect(underReliance.status).toBe('not-estimable');
  });

  test('readers harmed are those with fewer right decisions', () => {
    const { readers, readersHarmed } = aiInteraction(reads);
    expect(readers).toMatchObject([
      { reader: 'a', rightBefore: 3, rightAfter: 4, better: 2, worse: 1, harmed: false, p: 1 },
      { reader: 'b', rightBefore: 6, rightAfter: 4, better: 0, worse: 2, harmed: true, p: 0.5 },
    ]);
    expect(value(readersHarmed)).toMatchObject({ successes: 1, trials: 2 });
  });

  test('no reads are not estimable everywhere, without NaN', () => {
    expect(JSON.stringify(aiInteraction([]))).not.toContain('null');
  });

  const drawn = fc.array(
    fc.record({
      reader: fc.constantFrom('a', 'b', 'c'),
      case: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      positive: fc.boolean(),
      ai: fc.boolean(),
      before: fc.boolean(),
      after: fc.boolean(),
    }),
    { minLength: 20, maxLength: 60 },
  );

  test('better less worse is the net change; truth and decisions may be renamed', () => {
    fc.assert(
      fc.property(drawn, (assisted) => {
        const result = aiInteraction(assisted);
        const flipped = aiInteraction(
          assisted.map((one) => ({
            ...one,
            positive: !one.positive,
            ai: !one.ai,
            before: !one.before,
            after: !one.after,
          })),
        );
        expect(flipped).toEqual(result);
        const { better, worse, net } = result.all;
        if (!isEstimated(net) || !isEstimated(better) || !isEstimated(worse)) return;
        expect(net.estimate).toBeCloseTo(better.estimate - worse.estimate, 12);
      }),
    );
  });
});
