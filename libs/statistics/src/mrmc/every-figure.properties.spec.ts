// What holds of every figure of merit under every method that takes it, on ratings, decisions and findings alike.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../golden/reference.js';
import { mrmcData, type MrmcData, type Reading, type ReaderStudy } from '../data/index.js';
import { empiricalAuc, negativePredictiveValue, partialAuc, positivePredictiveValue, sensitivity, sensitivityAtSpecificity, specificity, specificityAtSensitivity, type Figure } from '../figures/index.js'; // prettier-ignore
import { afroc, afroc1, frocArea, frocData, inferredAuc, inferredSensitivity, inferredSpecificity, lesionLocalisationFraction, lrocArea, lrocFromFroc, nonLesionLocalisationFraction, wafroc, wafroc1, type FrocData } from '../localisation/index.js'; // prettier-ignore
import { seededRandom, shuffled } from '../simulation/index.js';
import { analyzeMrmc, type MrmcOptions } from './analyze-mrmc.js';
import type { MrmcResult } from './result.js';
import { toyRows } from './testing.js';

/** A figure with the way from rows of ratings to its study: findings are one lesion a positive case and one false mark. */
interface Subject {
  readonly name: string;
  readonly analyse: (rows: readonly Reading[], how: How) => MrmcResult;
  readonly hasPlacements: boolean;
  readonly isUStatistic: boolean;
  readonly dependsOn: Figure<ReaderStudy>['dependsOn'];
  /** A rating at or above it counts; it is transformed with the ratings. */
  readonly threshold?: (value: number) => Subject;
}
type How = Pick<MrmcOptions<ReaderStudy>, 'method' | 'covariance'>;

function subject<S extends ReaderStudy>(
  figure: Figure<S>,
  study: (rows: readonly Reading[]) => S,
  threshold?: (value: number) => Figure<S>,
): Subject {
  // prettier-ignore
  return {
    name: figure.name,
    analyse: (rows, how) => analyzeMrmc(study(rows), { figure, ...how }),
    hasPlacements: figure.placements !== undefined,
    isUStatistic: figure.dependsOn === 'both' ? figure.scores !== undefined : figure.placements !== undefined,
    dependsOn: figure.dependsOn,
    ...(threshold && { threshold: (value: number) => subject(threshold(value), study) }),
  };
}

const ofRatings = (figure: Figure<MrmcData>, threshold?: (value: number) => Figure<MrmcData>) =>
  subject(figure, mrmcData, threshold);
const ofFindings = (figure: Figure<FrocData>) => subject(figure, findingsOf);

/** Every case rated above 0 has a mark: on the lesion where the case is positive and its number even, else on none. */
function findingsOf(rows: readonly Reading[]): FrocData {
  const cases = new Map(rows.map((row) => [row.case, row.positive]));
  return frocData(
    [...cases].map(([id, positive]) => ({ id, lesions: positive ? [{ id: 'l' }] : [] })),
    rows.map(({ reader, treatment, case: id, positive, rating }) => {
      const isHit = positive && rating > 0.5;
      return {
        ...{ reader, treatment, case: id },
        lesions: isHit ? [{ id: 'l', rating }] : [],
        nonLesions: rating > 0 && !isHit ? [rating] : [],
      };
    }),
  );
}

const subjects: readonly Subject[] = [
  ofRatings(empiricalAuc),
  ofRatings(partialAuc({ over: 'specificity', from: 0.5, to: 1 })),
  ofRatings(partialAuc({ over: 'sensitivity', from: 0.5, to: 1 })),
  ofRatings(sensitivityAtSpecificity(0.8)),
  ofRatings(specificityAtSensitivity(0.8)),
  ofRatings(sensitivity(0.7), sensitivity),
  ofRatings(specificity(0.7), specificity),
  ofRatings(positivePredictiveValue(0.7, 0.2), (value) => positivePredictiveValue(value, 0.2)),
  ofRatings(negativePredictiveValue(0.7, 0.2), (value) => negativePredictiveValue(value, 0.2)),
  ...[wafroc, afroc, wafroc1, afroc1, inferredAuc, inferredSensitivity, inferredSpecificity, frocArea].map(ofFindings),
  ofFindings(lesionLocalisationFraction()),
  ofFindings(nonLesionLocalisationFraction('both')),
  subject(lrocArea, (rows) => lrocFromFroc(findingsOf(rows))),
];

function methodsOf({ hasPlacements, isUStatistic }: Subject): How[] {
  return [
    { covariance: 'jackknife' },
    ...(hasPlacements ? [{ covariance: 'delong' } as const] : []),
    ...(isUStatistic ? [{ covariance: 'unbiased' } as const, { method: 'ustat' } as const] : []),
  ];
}

const study = fc
  .record({
    readers: fc.integer({ min: 2, max: 3 }),
    negatives: fc.integer({ min: 3, max: 9 }),
    positives: fc.integer({ min: 3, max: 9 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    steps: fc.constantFrom(1, 2, 1000),
  }) // prettier-ignore
  .map((size) => toyRows({ ...size, treatments: 2 }));

const LOOSE = 1e-6; // sums in another order differ in rounding, which tests near zero variance magnify
const numbers = ({ differences, readers }: MrmcResult, sign = 1): object => ({
  differences: differences.map((one) => ('estimate' in one ? { estimate: sign * one.estimate, se: one.se, p: one.p } : { status: one.status })), // prettier-ignore
  readers: readers.map((one) => ('estimate' in one ? one.estimate : one.status)),
});
const estimates = ({ readers }: MrmcResult): unknown[] =>
  readers.map((one) => ('estimate' in one ? one.estimate : one.status));

describe.each(subjects.map((one) => [one.name, one] as const))('%s', (_, figure) => {
  const methods = fc.constantFrom(...methodsOf(figure));

  test('order and names of rows, readers and cases, and a rising transformation, do not matter', () => {
    fc.assert(
      fc.property(study, methods, fc.integer(), (rows, how, seed) => {
        const renamed = shuffled(rows, seededRandom(seed)).map((row) => ({ ...row, reader: `x${row.reader}`, case: `${row.case}y` })); // prettier-ignore
        const sorted = renamed.toSorted((a, b) =>
          `${a.treatment}${a.reader}`.localeCompare(`${b.treatment}${b.reader}`),
        );
        const plain = numbers(figure.analyse(rows, how));
        expect(numbers(figure.analyse(sorted, how))).toAgree(plain, LOOSE);
        const rise = (rating: number) => (rating <= 0 ? rating : rating <= 0.5 ? rating / 2 : rating ** 3 + 0.4);
        const risen = rows.map((row) => ({ ...row, rating: rise(row.rating) }));
        expect(numbers((figure.threshold?.(rise(0.7)) ?? figure).analyse(risen, how))).toAgree(plain, LOOSE);
      }),
      { numRuns: 5 },
    );
  });

  test('swapping the treatments turns the sign of their difference and nothing else', () => {
    fc.assert(
      fc.property(study, methods, (rows, how) => {
        const names: Record<string, string> = { t0: 't1', t1: 't0' };
        const swapped = rows
          .map((row) => ({ ...row, treatment: names[row.treatment]! }))
          .toSorted((a, b) => a.treatment.localeCompare(b.treatment));
        const { differences } = numbers(figure.analyse(rows, how), -1) as { differences: object };
        expect(numbers(figure.analyse(swapped, how))).toAgree({ differences }, LOOSE);
      }),
      { numRuns: 4 },
    );
  });

  test('every case twice leaves the estimates, and the same read twice is refused', () => {
    fc.assert(
      fc.property(study, methods, (rows, how) => {
        const twice = [...rows, ...rows.map((row) => ({ ...row, case: `${row.case}'` }))];
        const doubled = estimates(figure.analyse(twice, how));
        estimates(figure.analyse(rows, how)).forEach((one, i) => {
          if (typeof one === 'number') expect(doubled[i]).toAgree(one, 1e-9); // not where leaving one case out leaves no figure
        });
        expect(() => figure.analyse([...rows, rows[0]!], how)).toThrow('is there twice');
      }),
      { numRuns: 3 },
    );
  });

  test('all tied, a single case, one class, an empty cell: numbers or reasons, nothing thrown, nothing infinite', () => {
    fc.assert(
      fc.property(study, methods, (rows, how) => {
        const poor = [
          rows.map((row) => ({ ...row, rating: 1 })),
          rows.filter((row) => row.case === 'c0'),
          rows.filter((row) => row.positive),
          rows.filter((row) => !row.positive),
          rows.filter((row) => row.reader !== 'r0' || row.treatment !== 't0'),
          rows.filter((row) => row.reader !== 'r0' || row.treatment !== 't0' || !row.positive),
        ];
        for (const these of poor) {
          const result = figure.analyse(these, how);
          const text = JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value)); // prettier-ignore
          expect(text).not.toContain('NOT FINITE');
          for (const one of [...result.differences, ...result.treatments, ...result.readers])
            if (one.status === 'not-estimable') expect(one.reason).toMatch(/\w/);
        }
      }),
      { numRuns: 3 },
    );
  });
});

test('an area in which everything is tied is one half', () => {
  const rows = toyRows({ readers: 2, treatments: 2, negatives: 4, positives: 5, seed: 1 }).map((row) => ({ ...row, rating: 3 })); // prettier-ignore
  expect(estimates(analyzeMrmc(mrmcData(rows), { figure: empiricalAuc }))).toEqual([0.5, 0.5, 0.5, 0.5]);
});
