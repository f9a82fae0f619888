import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../golden/reference.js';
import { mrmcData, type Reading } from '../data/index.js';
import { empiricalAuc } from '../figures/index.js';
import { seededRandom, shuffled } from '../simulation/index.js';
import { analyzeMrmc, type MrmcOptions } from './analyze-mrmc.js';
import type { MrmcData } from '../data/index.js';
import type { MrmcResult } from './result.js';
import { toyRows, type ToyStudy } from './testing.js';

const design = fc.record({
  readers: fc.integer({ min: 2, max: 4 }),
  treatments: fc.integer({ min: 2, max: 3 }),
  negatives: fc.integer({ min: 3, max: 12 }),
  positives: fc.integer({ min: 3, max: 12 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  steps: fc.constantFrom(1, 2, 1000),
}) satisfies fc.Arbitrary<ToyStudy>;

const method = fc.constantFrom<Omit<MrmcOptions<MrmcData>, 'figure'>>(
  { covariance: 'delong' },
  { covariance: 'jackknife' },
  { covariance: 'unbiased' },
  { method: 'ustat' },
  { method: 'ustat', weighting: 'readers', variance: 'biased' },
);

const analyse = (rows: readonly Reading[], options: Omit<MrmcOptions<MrmcData>, 'figure'>): MrmcResult =>
  analyzeMrmc(mrmcData(rows), { ...options, figure: empiricalAuc });

/** What is said of treatments, in the order of their names: numbers and reasons, no texts that carry numbers. */
function essence({ treatments, differences }: MrmcResult): object {
  const byName = <T extends { readonly a?: string; readonly treatment?: string }>(list: readonly T[]): T[] =>
    [...list].sort((x, y) => `${x.treatment ?? x.a}`.localeCompare(`${y.treatment ?? y.a}`));
  const numbers = (one: object): object =>
    Object.fromEntries(Object.entries(one).filter(([key]) => ['status', 'estimate', 'se', 'df', 'p'].includes(key)));
  return { treatments: byName(treatments).map(numbers), differences: byName(differences).map(numbers) };
}

const LOOSE = 1e-6; // sums in another order differ in rounding, which tests near zero variance magnify

describe('whatever the study', () => {
  test('the order of rows and the names of readers and cases do not matter', () => {
    fc.assert(
      fc.property(design, method, fc.integer(), (study, options, seed) => {
        const rows = toyRows(study);
        const renamed = shuffled(rows, seededRandom(seed)).map((row) => ({
          ...row,
          reader: `x${row.reader}`,
          case: `${row.case}y`,
        }));
        const order = [...new Set(renamed.map((row) => row.treatment))];
        fc.pre(order.every((treatment, i) => treatment === `t${i}`)); // else a - b is b - a, which is another property
        expect(essence(analyse(renamed, options))).toAgree(essence(analyse(rows, options)), LOOSE);
      }),
      { numRuns: 60 },
    );
  });

  test('a rising transformation of all ratings does not matter', () => {
    fc.assert(
      fc.property(design, method, (study, options) => {
        const rows = toyRows(study);
        const transformed = rows.map((row) => ({ ...row, rating: Math.exp(row.rating) + 3 * row.rating }));
        expect(essence(analyse(transformed, options))).toAgree(essence(analyse(rows, options)), LOOSE);
      }),
      { numRuns: 60 },
    );
  });

  test('swapping two treatments turns the sign of their difference and nothing else', () => {
    fc.assert(
      fc.property(design, method, (study, options) => {
        const rows = toyRows({ ...study, treatments: 2 });
        const swapped = [...rows].sort((x, y) => y.treatment.localeCompare(x.treatment));
        const [forth, back] = [analyse(rows, options), analyse(swapped, options)];
        forth.differences.forEach((difference, i) => {
          const other = back.differences[i]!;
          expect([other.a, other.b]).toEqual([difference.b, difference.a]);
          if (difference.status !== 'estimated' || other.status !== 'estimated')
            return expect(other.status).toBe(difference.status);
          expect(other).toAgree(
            { estimate: -difference.estimate, se: difference.se, df: difference.df, p: difference.p },
            LOOSE,
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  test('turning ratings and truth around gives the same area', () => {
    fc.assert(
      fc.property(design, method, (study, options) => {
        const rows = toyRows(study);
        const turned = rows.map((row) => ({ ...row, rating: -row.rating, positive: !row.positive }));
        expect(essence(analyse(turned, options))).toAgree(essence(analyse(rows, options)), LOOSE);
      }),
      { numRuns: 40 },
    );
  });

  test('nothing in a result is NaN or infinite', () => {
    fc.assert(
      fc.property(design, method, fc.integer({ min: 0, max: 95 }), (study, options, dropped) => {
        const random = seededRandom(study.seed);
        const rows = toyRows(study).filter(() => random.integer(100) >= dropped);
        fc.pre(rows.length > 0);
        const text = JSON.stringify(analyse(rows, options), (_, value: unknown) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
        );
        expect(text).not.toContain('NOT FINITE');
      }),
      { numRuns: 150 },
    );
  });
});
