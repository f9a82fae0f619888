import fc from 'fast-check';
import { isEstimated } from '../data/index.js';
import { normalTwoSidedP } from '../distributions/index.js';
import { seededRandom } from '../simulation/index.js';
import { cohenKappa, fleissKappa, intraclassCorrelation, repeatAgreement, type Kappa } from './index.js';
import type { Estimable } from '../data/index.js';

function value<T extends object>(result: Estimable<T>): T {
  if (!isEstimated(result)) throw new Error(result.reason);
  return result;
}
const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const)));

describe('cohenKappa', () => {
  const table = [
    [22, 5, 1, 0],
    [3, 18, 6, 2],
    [1, 4, 15, 5],
    [0, 2, 3, 13],
  ];

  // statsmodels 0.15 (Python): stats.inter_rater.cohens_kappa(table, wt): kappa, std_kappa, std_kappa0, kappa_low, kappa_upp.
  test.each([
    ['none', 0.57023905452592, 0.06272361252822102, 0.058170659503436785, 0.4473030329903615, 0.6931750760614785],
    ['linear', 0.6821147732976409, 0.052540693869739696, 0.07079586571682928, 0.5791369055902067, 0.7850926410050751],
    ['quadratic', 0.782854164857118, 0.04640489211687727, 0.09984098914142372, 0.6919022476015719, 0.8738060821126641],
  ] as const)('%s weights', (weights, estimate, se, se0, low, high) => {
    const kappa = value(cohenKappa(pairsOf(table), { weights }));
    expect(kappa.estimate).toBeCloseTo(estimate, 12);
    expect(kappa.se).toBeCloseTo(se, 12);
    expect(kappa.ci[0]).toBeCloseTo(low, 10);
    expect(kappa.ci[1]).toBeCloseTo(high, 10);
    expect(Math.log(kappa.p!)).toBeCloseTo(Math.log(normalTwoSidedP(estimate / se0)), 8);
  });

  test('in a 2 x 2 table the test is that of Pearson', () => {
    const kappa = value(
      cohenKappa(
        pairsOf([
          [30, 20],
          [22, 28],
        ]),
      ),
    );
    const chiSquared = (100 * (30 * 28 - 20 * 22) ** 2) / (50 * 50 * 52 * 48);
    expect(kappa.p).toBeCloseTo(normalTwoSidedP(Math.sqrt(chiSquared)), 12);
  });

  const pair = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
  const categories = [0, 1, 2, 3];

  test('exchanging raters changes nothing; neither does renaming categories, unweighted', () => {
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 5 }),
        fc.shuffledSubarray(categories, { minLength: 4 }),
        (pairs, names) => {
          const kappa = cohenKappa(pairs, { categories });
          const swapped = cohenKappa(
            pairs.map(([a, b]) => [b, a] as const),
            { categories },
          );
          const renamed = cohenKappa(
            pairs.map(([a, b]) => [names[a]!, names[b]!] as const),
            { categories },
          );
          expect(swapped.status).toBe(kappa.status);
          if (!isEstimated(kappa) || !isEstimated(swapped) || !isEstimated(renamed)) return;
          expect(swapped.estimate).toBeCloseTo(kappa.estimate, 10);
          expect(swapped.se).toBeCloseTo(kappa.se, 8);
          expect(renamed.estimate).toBeCloseTo(kappa.estimate, 10);
          expect(kappa.estimate).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
    );
  });

  test('perfect agreement is 1, with a warning about its standard error', () => {
    const kappa = value(
      cohenKappa(
        pairsOf([
          [5, 0],
          [0, 5],
        ]),
      ),
    );
    expect(kappa.estimate).toBe(1);
    expect(kappa.warnings).toHaveLength(1);
  });

  test('one category, or nothing, is not estimable', () => {
    expect(
      cohenKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ status: 'not-estimable' });
    expect(cohenKappa([])).toMatchObject({ status: 'not-estimable' });
  });

  test('refuses a rating that is no category', () => {
    expect(() => cohenKappa([[1, 9]], { categories: [1, 2] })).toThrow(RangeError);
  });
});

describe('fleissKappa', () => {
  // Ten subjects, fourteen raters, five categories; statsmodels 0.15: fleiss_kappa(table); jackknife of it by hand in numpy.
  const counts = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const subjects = counts.map((row) => row.flatMap((count, category) => Array.from({ length: count }, () => category)));

  test('agrees with statsmodels', () => {
    const kappa = value(fleissKappa(subjects));
    expect(kappa.estimate).toBeCloseTo(0.20993070442195522, 14);
    expect(kappa.se).toBeCloseTo(0.10055702324497184, 14);
    expect(kappa.p).toBeLessThan(1e-12); // z = 0.2099 / 0.0170
  });

  test('the order of subjects and of their ratings does not matter', () => {
    const shuffled = subjects.toReversed().map((ratings) => ratings.toReversed());
    expect(value(fleissKappa(shuffled)).estimate).toBeCloseTo(value(fleissKappa(subjects)).estimate, 12);
  });

  test('subjects rated once are left out and counted; unequal numbers of ratings have no test', () => {
    const kappa = value(fleissKappa([...subjects, [1]]));
    expect(kappa.estimate).toBeCloseTo(value(fleissKappa(subjects)).estimate, 14);
    expect(kappa.warnings).toHaveLength(1);
    expect(value(fleissKappa([...subjects, [1, 2]])).p).toBeNull();
  });

  test('chance alone gives zero, to five standard errors', () => {
    const random = seededRandom('chance');
    const drawn = Array.from({ length: 2000 }, () => Array.from({ length: 4 }, () => random.integer(3)));
    const kappa: Kappa = value(fleissKappa(drawn));
    expect(Math.abs(kappa.estimate)).toBeLessThan(5 * kappa.se);
  });

  test('what has no variation is not estimable', () => {
    expect(
      fleissKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ status: 'not-estimable' });
    expect(
      fleissKappa([
        [1, 1],
        [1, 2],
      ]),
    ).toMatchObject({ status: 'not-estimable' });
    expect(fleissKappa([[1, 2]])).toMatchObject({ status: 'not-estimable' });
    expect(fleissKappa([[1]])).toMatchObject({ status: 'not-estimable' });
  });
});

describe('intraclassCorrelation', () => {
  // Shrout and Fleiss (1979), table 2; pingouin 0.7: intraclass_corr, which rounds intervals to two digits.
  const ratings = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];

  test.each([
    ['2,1', 0.289763779528, 0.02, 0.76],
    ['3,1', 0.714840714841, 0.34, 0.95],
    ['2,k', 0.620050547599, 0.07, 0.93],
  ] as const)('ICC(%s)', (form, estimate, low, high) => {
    const icc = value(intraclassCorrelation(ratings, form));
    expect(icc.estimate).toBeCloseTo(estimate, 11);
    expect(Math.abs(icc.ci[0] - low)).toBeLessThanOrEqual(0.005);
    expect(Math.abs(icc.ci[1] - high)).toBeLessThanOrEqual(0.005);
    expect(icc.f).toBeCloseTo(11.027247956403, 10);
    expect(icc.p).toBeCloseTo(0.000134566516, 11);
  });

  test('the interval of 3,1 covers the truth as often as it says', () => {
    const random = seededRandom('coverage');
    let covered = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const table = Array.from({ length: 20 }, () => {
        const subject = random.normal();
        return [0, 1, 2].map((rater) => rater + subject + random.normal());
      });
      const { ci } = value(intraclassCorrelation(table, '3,1'));
      covered += ci[0] < 0.5 && 0.5 < ci[1] ? 1 : 0;
    }
    expect(Math.abs(covered - 950)).toBeLessThan(5 * Math.sqrt(1000 * 0.95 * 0.05));
  });

  test('shift and scale of all ratings change nothing', () => {
    const moved = ratings.map((row) => row.map((rating) => 7 - 3 * rating));
    for (const form of ['2,1', '3,1', '2,k'] as const)
      expect(value(intraclassCorrelation(moved, form)).estimate).toBeCloseTo(
        value(intraclassCorrelation(ratings, form)).estimate,
        12,
      );
  });

  test('rows with a missing rating are left out and counted', () => {
    const icc = value(intraclassCorrelation([...ratings, [1, null, 2, 3]], '2,1'));
    expect(icc.subjects).toBe(6);
    expect(icc.warnings).toHaveLength(1);
  });

  test('degenerate tables are not estimable', () => {
    for (const table of [
      [],
      [[1, 2]],
      [[1], [2]],
      [
        [3, 3],
        [3, 3],
      ],
      [
        [1, 2],
        [2, 3],
      ],
    ])
      expect(intraclassCorrelation(table, '2,1')).toMatchObject({ status: 'not-estimable' });
  });
});

describe('repeatAgreement', () => {
  const readings = ['a', 'b'].flatMap((reader) =>
    [
      [1, 1],
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
      [0, reader === 'a' ? 1 : 0],
    ].map(([first, second]) => ({
      reader,
      first: first!,
      second: second!,
    })),
  );

  test('each reader, and their mean', () => {
    const { readers, meanKappa } = repeatAgreement(readings);
    expect(readers.map(({ same }) => same.successes)).toEqual([4, 5]);
    expect(readers[0]!.withinSd).toBeCloseTo(Math.sqrt(2 / 12), 14);
    const kappas = readers.map(({ kappa }) => value(kappa).estimate);
    expect(kappas[0]).toBeCloseTo(1 / 3, 12);
    expect(value(meanKappa).estimate).toBeCloseTo((kappas[0]! + kappas[1]!) / 2, 12);
  });

  test('a reader without kappa is left out with a warning, one reader has no mean', () => {
    const constant = [...readings, { reader: 'c', first: 1, second: 1 }];
    expect(repeatAgreement(constant).warnings).toEqual(['reader c has no kappa and is left out of the mean']);
    expect(repeatAgreement(constant.filter(({ reader }) => reader !== 'b')).meanKappa).toMatchObject({
      status: 'not-estimable',
    });
  });
});
