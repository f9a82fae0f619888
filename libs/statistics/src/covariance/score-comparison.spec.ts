import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CountTree } from './count-tree.js';
import { compareScores, productSum } from './score-comparison.js';

const scores = (n: number, kinds: number): fc.Arbitrary<Float64Array> =>
  fc.array(fc.integer({ min: 0, max: kinds }), { minLength: n, maxLength: n }).map((list) => Float64Array.from(list));

const compare = (low: number, high: number): number => (Math.sign(high - low) + 1) / 2;

describe('comparisons of all pairs in n log n', () => {
  test('are those of comparing each pair, whichever cases were read and however many tie', () => {
    const n = 14;
    const subset = fc.subarray(Array.from({ length: n }, (_, c) => c));
    const study = fc
      .integer({ min: 0, max: 30 })
      .chain((kinds) => fc.tuple(scores(n, kinds), scores(n, kinds), subset, subset));
    fc.assert(
      fc.property(study, ([x, y, readX, readY]) => {
        const negatives = (read: number[]): Int32Array => Int32Array.from(read.filter((c) => c < n / 2));
        const positives = (read: number[]): Int32Array => Int32Array.from(read.filter((c) => c >= n / 2));
        const a = compareScores(x, negatives(readX), positives(readX));
        const b = compareScores(y, negatives(readY), positives(readY));
        let products = 0;
        let total = 0;
        for (const i of negatives(readX))
          for (const j of positives(readX)) {
            total += compare(x[i]!, x[j]!);
            if (readY.includes(i) && readY.includes(j)) products += compare(x[i]!, x[j]!) * compare(y[i]!, y[j]!);
          }
        expect(a.total).toBeCloseTo(total, 10);
        expect(productSum(a, b, new CountTree(n))).toBeCloseTo(products, 10);
        expect(productSum(b, a, new CountTree(n))).toBeCloseTo(products, 10);
      }),
      { numRuns: 500 },
    );
  });
});
