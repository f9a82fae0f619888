import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { binomialCdf } from '../distributions/index.js';
import { analyzeBinary, clopperPearsonInterval, clusteredDifference, conditionGee, InvalidCount, mcnemar, pairedCounts, raoScottTest, wilsonInterval, type BinaryRead } from './index.js'; // prettier-ignore

/** Crossed reads of 3 readers on 12 cases in conditions a and b, with the given answers. */
function crossed(answers: readonly boolean[]): BinaryRead[] {
  return answers.map((success, i) => ({
    reader: `r${Math.floor(i / 24)}`,
    condition: i % 2 === 0 ? 'a' : 'b',
    case: `c${Math.floor(i / 2) % 12}`,
    success,
  }));
}
const answers = fc.array(fc.boolean(), { minLength: 72, maxLength: 72 });

describe('intervals of one proportion', () => {
  test('Wilson’s and Clopper-Pearson’s published examples', () => {
    // Newcombe 1998, Stat Med 17:857, table I: 81 of 263, 15 of 148, 0 of 20.
    expect(wilsonInterval(81, 263).ci.map((x) => x.toFixed(4))).toEqual(['0.2553', '0.3662']);
    expect(clopperPearsonInterval(81, 263).ci.map((x) => x.toFixed(4))).toEqual(['0.2527', '0.3676']);
    expect(wilsonInterval(15, 148).ci.map((x) => x.toFixed(4))).toEqual(['0.0624', '0.1605']);
    expect(clopperPearsonInterval(0, 20).ci.map((x) => x.toFixed(4))).toEqual(['0.0000', '0.1684']);
  });

  test('are mirrored when successes and failures change names, and hold the estimate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (n, k) => {
        const x = k % (n + 1);
        for (const interval of [wilsonInterval, clopperPearsonInterval]) {
          const { ci, estimate } = interval(x, n);
          const mirrored = interval(n - x, n).ci;
          expect(ci[0]).toBeCloseTo(1 - mirrored[1], 9);
          expect(ci[0]).toBeLessThanOrEqual(estimate);
          expect(ci[1]).toBeGreaterThanOrEqual(estimate);
        }
      }),
    );
  });

  test('Clopper-Pearson ends where the exact tails reach alpha / 2', () => {
    const [lower, upper] = clopperPearsonInterval(7, 40).ci;
    expect(1 - binomialCdf(6, 40, lower)).toBeCloseTo(0.025, 9);
    expect(binomialCdf(7, 40, upper)).toBeCloseTo(0.025, 9);
  });

  test('counts that are none are refused', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(InvalidCount);
    expect(() => clopperPearsonInterval(0, 0)).toThrow(InvalidCount);
    expect(() => mcnemar({ both: 1, onlyA: -1, onlyB: 0, neither: 0 })).toThrow(InvalidCount);
  });
});

describe('McNemar', () => {
  test('Fagerland’s example: airway hyper-responsiveness, 21 children', () => {
    // Fagerland 2013, BMC Med Res Methodol 13:91, 1 and 7 discordant pairs.
    const result = mcnemar({ both: 1, onlyA: 1, onlyB: 7, neither: 12 });
    if (!isEstimated(result)) throw new Error(result.reason);
    const p = [result.asymptotic.p, result.corrected.p, result.exact.p, result.midP.p];
    expect(p.map((value) => value.toFixed(4))).toEqual(['0.0339', '0.0771', '0.0703', '0.0391']);
  });

  test('swapping conditions flips the difference and keeps every p value', () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, count, count, (both, onlyA, onlyB, neither) => {
        const there = mcnemar({ both, onlyA, onlyB, neither });
        const back = mcnemar({ both, onlyA: onlyB, onlyB: onlyA, neither });
        if (!isEstimated(there) || !isEstimated(back)) return expect(onlyA + onlyB).toBe(0);
        expect(back.estimate).toBeCloseTo(-there.estimate, 12);
        expect(back.ci[0]).toBeCloseTo(-there.ci[1], 9);
        expect(back.exact.p).toBe(there.exact.p);
        expect(there.midP.p).toBeLessThanOrEqual(there.exact.p);
        expect(there.asymptotic.p).toBeLessThanOrEqual(there.corrected.p);
      }),
    );
  });
});

describe('clustered answers', () => {
  test('swapping conditions flips the sign, order and names of readers and cases do not matter', () => {
    fc.assert(
      fc.property(answers, (drawn) => {
        const reads = crossed(drawn);
        const there = clusteredDifference(reads, 'a', 'b');
        const back = clusteredDifference([...reads].reverse().map((read) => ({ ...read, case: `x${read.case}`, reader: `y${read.reader}` })), 'b', 'a'); // prettier-ignore
        expect(back.status).toBe(there.status);
        if (!isEstimated(there) || !isEstimated(back)) return;
        expect(back.estimate).toBeCloseTo(-there.estimate, 12);
        expect(back.se).toBeCloseTo(there.se, 12);
        expect(back.p).toBeCloseTo(there.p, 10);
      }),
      { numRuns: 40 },
    );
  });

  test('the identity-link GEE on crossed data gives the plain difference, whatever the correlation', () => {
    fc.assert(
      fc.property(answers, (drawn) => {
        const reads = crossed(drawn);
        const gee = conditionGee(reads, 'a', 'case', 'identity');
        const plain = clusteredDifference(reads, 'a', 'b');
        if (!isEstimated(gee) || !isEstimated(plain)) return;
        expect(gee.coefficients[1]!.estimate).toBeCloseTo(plain.estimate, 8);
        expect(gee.correction).toBe('mancl-derouen');
      }),
      { numRuns: 40 },
    );
  });

  test('nothing is NaN: any answers give numbers or a reason', () => {
    fc.assert(
      fc.property(answers, fc.nat(72), (drawn, kept) => {
        for (const value of numbersOf(analyzeBinary(crossed(drawn.slice(0, kept))))) expect(value).not.toBeNaN();
      }),
      { numRuns: 60 },
    );
  });

  test('all right in one condition: the logit is not estimable, and says so', () => {
    const reads = crossed(Array.from({ length: 72 }, (_, i) => i % 2 === 0 || i % 3 === 0));
    expect(conditionGee(reads, 'a', 'case', 'logit')).toEqual({ status: 'not-estimable', reason: expect.stringContaining('separation') }); // prettier-ignore
    expect(isEstimated(clusteredDifference(reads, 'a', 'b'))).toBe(true);
  });

  test('one reader, one case, one condition are reasons, not errors', () => {
    const reads = crossed(Array.from({ length: 72 }, (_, i) => i % 3 === 0));
    expect(clusteredDifference(reads.filter((read) => read.case === 'c1'), 'a', 'b')).toMatchObject({ status: 'not-estimable' }); // prettier-ignore
    expect(clusteredDifference(reads, 'a', 'z')).toEqual({
      status: 'not-estimable',
      reason: 'no answer in condition z',
    });
    expect(raoScottTest(reads, ['a'])).toMatchObject({ status: 'not-estimable' });
    expect(conditionGee(reads.filter((read) => read.reader === 'r0'), 'a', 'reader', 'logit')).toMatchObject({ status: 'not-estimable' }); // prettier-ignore
  });

  test('cases of one patient are one cluster', () => {
    const reads = crossed(Array.from({ length: 72 }, (_, i) => (i * 7) % 5 < 3));
    const merged = reads.map((read) => ({ ...read, patient: `p${Number(read.case.slice(1)) >> 1}` }));
    expect(clusteredDifference(reads, 'a', 'b')).toMatchObject({ clusters: 12 });
    expect(clusteredDifference(merged, 'a', 'b')).toMatchObject({ clusters: 6 });
  });

  test('pairs are matched by case, unpaired cases left out', () => {
    const reads = crossed(Array.from({ length: 24 }, (_, i) => i < 6));
    expect(pairedCounts(reads.slice(1), 'a', 'b')).toEqual({ both: 2, onlyA: 0, onlyB: 0, neither: 9 });
  });
});

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}
