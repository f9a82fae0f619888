import fc from 'fast-check';
import { isEstimated, InvalidStudyData } from '../data/index.js';
import type { Figure } from '../figures/index.js';
import {
  afroc,
  afroc1,
  afrocCurve,
  correctLocalisation,
  crossedReads,
  frocArea,
  frocCurve,
  frocData,
  inferredAuc,
  inferredRocCurve,
  inferredSensitivity,
  inferredSpecificity,
  lesionLocalisationFraction,
  lrocArea,
  lrocCurve,
  lrocFromFroc,
  nonLesionLocalisationFraction,
  wafroc,
  wafroc1,
  wafrocCurve,
  type Curve,
  type FrocData,
  type LrocData,
} from './index.js';
import type { Estimable } from '../data/index.js';

const AREAS = [wafroc, afroc, wafroc1, afroc1, inferredAuc];
const FIGURES: readonly Figure<FrocData>[] = [
  ...AREAS,
  frocArea,
  inferredSensitivity,
  inferredSpecificity,
  lesionLocalisationFraction(3),
  nonLesionLocalisationFraction('negative'),
  nonLesionLocalisationFraction('both', 2),
];

const ratings = fc.integer({ min: 1, max: 5 });
const negative = fc.record({ lesions: fc.constant([]), nonLesions: fc.array(ratings, { maxLength: 3 }) });
const positive = fc.record({
  lesions: fc.array(fc.record({ rating: fc.option(ratings), weight: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  nonLesions: fc.array(ratings, { maxLength: 3 }),
});
interface DrawnCase {
  readonly lesions: readonly { readonly rating: number | null; readonly weight: number }[];
  readonly nonLesions: readonly number[];
}

/** One reader, one treatment; at least two cases of either class. */
const study = fc
  .tuple(fc.array(negative, { minLength: 2, maxLength: 8 }), fc.array(positive, { minLength: 2, maxLength: 8 }))
  .map(([negatives, positives]) => studyOf([...negatives, ...positives]));

function studyOf(drawn: readonly DrawnCase[], rate: (rating: number) => number = (rating) => rating): FrocData {
  return frocData(
    drawn.map(({ lesions }, c) => ({ id: `${c}`, lesions: lesions.map(({ weight }, l) => ({ id: `${l}`, weight })) })),
    drawn.map(({ lesions, nonLesions }, c) => ({
      reader: 'r',
      treatment: 't',
      case: `${c}`,
      lesions: lesions.flatMap(({ rating }, l) => (rating === null ? [] : [{ id: `${l}`, rating: rate(rating) }])),
      nonLesions: nonLesions.map(rate),
    })),
  );
}

const allCases = (data: FrocData | LrocData) => Int32Array.from(data.cases, (_, c) => c);

function value<S extends FrocData | LrocData>(figure: Figure<S>, data: S, cases = allCases(data)): number {
  const result = figure.estimate(data, 0, cases);
  return isEstimated(result) ? result.value : Number.NaN;
}

function areaBelow(curve: Estimable<Curve>): number {
  if (!isEstimated(curve)) throw new Error(curve.reason);
  return curve.points
    .slice(1)
    .reduce((sum, { x, y }, i) => sum + ((x - curve.points[i]!.x) * (y + curve.points[i]!.y)) / 2, 0);
}

const named = (figures: readonly Figure<FrocData>[]) => figures.map((figure) => [figure.name, figure] as const);

test.each(named(FIGURES.filter((figure) => figure.leaveOneOut)))(
  '%s: leaving one case out is estimating without it',
  (_name, figure) => {
    fc.assert(
      fc.property(study, (data) => {
        const cases = allCases(data);
        const left = figure.leaveOneOut!(data, 0, cases);
        left.forEach((without, i) =>
          expect(without).toBeCloseTo(
            value(
              figure,
              data,
              cases.filter((_, at) => at !== i),
            ),
            10,
          ),
        );
      }),
      { numRuns: 40 },
    );
  },
);

test.each(named([wafroc, inferredAuc]))('%s: placements average to the figure in both classes', (_name, figure) => {
  fc.assert(
    fc.property(study, (data) => {
      const cases = allCases(data);
      const placements = figure.placements!(data, 0, cases);
      for (const truth of [true, false]) {
        const own = placements.filter((_, i) => data.cases[cases[i]!]!.positive === truth);
        expect(own.reduce((sum, p) => sum + p, 0) / own.length).toBeCloseTo(value(figure, data), 10);
      }
    }),
    { numRuns: 40 },
  );
});

describe.each(named(FIGURES))('%s', (_name, figure) => {
  test('the order of cases does not matter, and a case drawn twice counts twice', () => {
    fc.assert(
      fc.property(study, (data) => {
        const cases = allCases(data);
        expect(value(figure, data, cases.toReversed())).toBeCloseTo(value(figure, data), 10);
        const twice = Int32Array.from([...cases, ...cases]);
        expect(value(figure, data, twice)).toBeCloseTo(value(figure, data), 10);
      }),
      { numRuns: 40 },
    );
  });

  test('no cases at all is not estimable', () => {
    const [data] = fc.sample(study, 1) as [FrocData];
    expect(figure.estimate(data, 0, new Int32Array())).toMatchObject({ status: 'not-estimable' });
  });
});

describe('areas', () => {
  test('a monotone transformation of the ratings changes none', () => {
    const drawn = fc.array(fc.oneof(negative, positive), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(drawn, (cases) => {
        for (const figure of AREAS)
          expect(
            value(
              figure,
              studyOf(cases, (x) => Math.exp(x) - 7),
            ),
          ).toBe(value(figure, studyOf(cases)));
      }),
    );
  });

  test('are those under their curves', () => {
    fc.assert(
      fc.property(study, (data) => {
        const cases = allCases(data);
        expect(areaBelow(afrocCurve(data, 0, cases))).toBeCloseTo(value(afroc, data), 10);
        expect(areaBelow(wafrocCurve(data, 0, cases))).toBeCloseTo(value(wafroc, data), 10);
        expect(areaBelow(inferredRocCurve(data, 0, cases))).toBeCloseTo(value(inferredAuc, data), 10);
        expect(areaBelow(frocCurve(data, 0, cases))).toBeCloseTo(value(frocArea, data), 10);
        const forced = lrocFromFroc(data);
        expect(areaBelow(lrocCurve(forced, 0, cases))).toBeCloseTo(value(lrocArea, forced), 10);
      }),
    );
  });

  test('with one lesion a case and no false marks beside it AFROC, wAFROC and the inferred ROC agree', () => {
    const alone = positive.map(({ lesions }) => ({ lesions: lesions.slice(0, 1), nonLesions: [] as number[] }));
    const cases = fc.tuple(fc.array(negative, { minLength: 1 }), fc.array(alone, { minLength: 1 }));
    fc.assert(
      fc.property(cases, ([negatives, positives]) => {
        const data = studyOf([...negatives, ...positives]);
        for (const figure of [afroc, inferredAuc]) expect(value(figure, data)).toBeCloseTo(value(wafroc, data), 10);
      }),
    );
  });

  test('the LROC curve ends at the share of right locations, and its area is at most that of the ROC', () => {
    fc.assert(
      fc.property(study, (data) => {
        const forced = lrocFromFroc(data);
        const curve = lrocCurve(forced, 0, allCases(data));
        if (!isEstimated(curve)) throw new Error(curve.reason);
        expect(curve.points.at(-1)).toMatchObject({ x: 1, y: value(correctLocalisation, forced) });
        expect(value(lrocArea, forced)).toBeLessThanOrEqual(value(inferredAuc, data) + 1e-12);
      }),
    );
  });

  test('without cases of one class they say so', () => {
    const negatives = studyOf([{ lesions: [], nonLesions: [1] }]);
    for (const figure of AREAS)
      expect(figure.estimate(negatives, 0, allCases(negatives))).toEqual({
        status: 'not-estimable',
        reason: 'no positive case',
      });
    expect(afrocCurve(negatives, 0, allCases(negatives))).toMatchObject({ status: 'not-estimable' });
  });
});

describe('frocData', () => {
  const cases = [
    { id: 'a', lesions: [] },
    { id: 'b', lesions: [{ id: '1' }, { id: '2', weight: 3 }] },
  ];
  const read = { reader: 'r', treatment: 't', case: 'b', lesions: [], nonLesions: [] };

  test('weights sum to one in each case, the highest mark of a lesion counts', () => {
    const lesions = [
      { id: '2', rating: 3 },
      { id: '2', rating: 7 },
      { id: '2', rating: 5 },
    ];
    const data = frocData(cases, [{ ...read, lesions }]);
    expect([...data.lesionWeights]).toEqual([0.25, 0.75]);
    expect([...data.lesionRatings]).toEqual([-Infinity, 7]);
  });

  test('a read without marks is a read', () => {
    expect([...frocData(cases, [read]).read]).toEqual([0, 1]);
    const marks = [{ reader: 'r', treatment: 't', case: 'b', lesion: '1', rating: 2 }];
    expect([...frocData(cases, crossedReads(cases, marks)).read]).toEqual([1, 1]);
  });

  test.each([
    ['no reads', cases, []],
    ['a case that is not listed', cases, [{ ...read, case: 'z' }]],
    ['a lesion that is not listed', cases, [{ ...read, lesions: [{ id: '9', rating: 1 }] }]],
    ['a read given twice', cases, [read, read]],
    ['a rating that is no number', cases, [{ ...read, nonLesions: [Number.NaN] }]],
    ['a case listed twice', [...cases, ...cases], [read]],
    ['weights below zero', [{ id: 'b', lesions: [{ id: '1', weight: -1 }] }], [read]],
  ])('refuses %s', (_what, list, reads) => {
    expect(() => frocData(list, reads)).toThrow(InvalidStudyData);
  });
});
