import fc from 'fast-check';
import {
  crossedDesign,
  decisionsAt,
  medianReaderArea,
  meanReaderArea,
  orToRoeMetz,
  roeMetzModel,
  roeMetzToOr,
  seededRandom,
  simulateRoeMetz,
  splitPlotDesign,
  unpairedCasesDesign,
  unpairedReadersDesign,
  withUnequalVariance,
  type RoeMetzArea,
  type RoeMetzStructure,
} from './index.js';

const STRUCTURES: readonly RoeMetzStructure[] = ['HH', 'HL', 'LH', 'LL'];
const AREAS: readonly RoeMetzArea[] = [0.7, 0.855, 0.96];
const eachModel = STRUCTURES.flatMap((structure) => AREAS.map((area) => ({ structure, area })));

describe('roeMetzModel', () => {
  test.each(eachModel)(
    '$structure at $area: case variances sum to 1, the median reader has the area',
    ({ structure, area }) => {
      const model = roeMetzModel(structure, area);
      const { case: shared, caseCondition, readerCase, error } = model.variances;
      expect(shared + caseCondition + readerCase + error).toBeCloseTo(1, 12);
      expect(Math.abs(medianReaderArea(model, 0) - area)).toBeLessThan(0.003);
      expect(medianReaderArea(model, 1)).toBe(medianReaderArea(model, 0));
    },
  );

  test.each(eachModel)(
    '$structure at $area: unequal variance keeps areas, sets the mean-to-sigma ratio',
    ({ structure, area }) => {
      const equal = roeMetzModel(structure, area);
      const model = withUnequalVariance(equal, 4.5);
      expect(medianReaderArea(model, 0)).toBeCloseTo(medianReaderArea(equal, 0), 12);
      expect(meanReaderArea(model, 0)).toBeCloseTo(meanReaderArea(equal, 0), 12);
      expect((model.means[0] as number) / (1 / model.b - 1)).toBeCloseTo(4.5, 10);
      expect(model.b).toBeLessThan(1);
    },
  );

  test('says where no mean reaches the area at a ratio', () => {
    expect(() => withUnequalVariance(roeMetzModel('HH', 0.96), 1)).toThrow(RangeError);
  });
});

describe('Roe-Metz and Obuchowski-Rockette parameters', () => {
  const cases = { negatives: 60, positives: 40 };

  test.each(eachModel)('$structure at $area: there and back', ({ structure, area }) => {
    const model = withUnequalVariance(roeMetzModel(structure, area), 4.5);
    const back = orToRoeMetz(roeMetzToOr(model, cases), cases, model.b);
    if (back.status !== 'estimated') throw new Error(back.reason);
    for (const [name, value] of Object.entries(model.variances))
      expect(back.model.variances[name as keyof typeof model.variances]).toBeCloseTo(value, 9);
    expect(back.model.means[0]).toBeCloseTo(model.means[0] as number, 9);
    expect(back.meanToSigma[1]).toBeCloseTo(4.5, 8);
  });

  // The error variance is flat in b here: its rounding, 1e-17, moves b by 1e-9.
  test('b follows from the error variance', () => {
    const model = withUnequalVariance(roeMetzModel('LH', 0.855), 4.5);
    const back = orToRoeMetz(roeMetzToOr(model, cases), cases);
    expect(back).toMatchObject({ status: 'estimated', model: { b: expect.closeTo(model.b, 8) } });
  });

  test('what no model has is not estimable, with the parameter', () => {
    const parameters = roeMetzToOr(roeMetzModel('HH', 0.855), cases);
    const beyond = orToRoeMetz({ ...parameters, varianceReader: 0.9 }, cases);
    expect(beyond).toEqual({ status: 'not-estimable', reason: expect.stringContaining('reader variance') });
    const swapped = orToRoeMetz({ ...parameters, cov3: parameters.cov2, cov2: parameters.cov3 }, cases, 1);
    expect(swapped).toMatchObject({ status: 'not-estimable' });
  });
});

describe('simulateRoeMetz', () => {
  const size = { readers: 4, negatives: 6, positives: 5 };

  test('the same seed gives the same study, and designs share the effects of what they both read', () => {
    const model = roeMetzModel('HH', 0.855);
    const once = simulateRoeMetz(crossedDesign(size), model, seededRandom(1));
    expect(simulateRoeMetz(crossedDesign(size), model, seededRandom(1))).toEqual(once);
    expect(once.read.every((read) => read === 1)).toBe(true);
    expect(simulateRoeMetz(crossedDesign(size), model, seededRandom(2)).ratings).not.toEqual(once.ratings);
  });

  test('designs read what they say', () => {
    const model = roeMetzModel('LL', 0.7);
    const reads = (design: ReturnType<typeof crossedDesign>) =>
      simulateRoeMetz(design, model, seededRandom(3)).read.reduce((sum, read) => sum + read, 0);
    expect(reads(splitPlotDesign(size, 2))).toBe(2 * 4 * 11 * 0.5);
    expect(reads(unpairedCasesDesign(size))).toBe(4 * 11);
    expect(reads(unpairedReadersDesign(size))).toBe(4 * 11);
    expect(() => splitPlotDesign(size, 6)).toThrow(RangeError);
    expect(() => crossedDesign({ ...size, readers: 0 })).toThrow(RangeError);
  });

  test('each group of a split-plot study reads cases of its own, under both conditions', () => {
    const design = splitPlotDesign({ readers: 5, negatives: 25, positives: 25 }, 2);
    for (let k = 0; k < 50; k++) {
      const readers = [0, 1, 2, 3, 4].filter((j) => design.reads(j, 0, k));
      expect(new Set(readers.map((j) => j % 2)).size).toBe(1);
      expect(readers).toEqual([0, 1, 2, 3, 4].filter((j) => design.reads(j, 1, k)));
    }
  });

  test('variances of ratings over many small studies are those of the model', () => {
    const model = withUnequalVariance(roeMetzModel('HH', 0.855));
    const { reader, readerCondition, case: shared, caseCondition, readerCase, error } = model.variances;
    const design = crossedDesign({ readers: 2, negatives: 1, positives: 1 });
    const random = seededRandom('moments');
    const studies = Array.from({ length: 20_000 }, (_, i) => simulateRoeMetz(design, model, random.fork(i)).ratings);
    const moment = (a: number, b: number, mean = 0) =>
      studies.reduce((sum, x) => sum + ((x[a] as number) - mean) * ((x[b] as number) - mean), 0) / studies.length;
    const cell = (condition: number, j: number, truth: number) => (condition * 2 + j) * 2 + truth;
    const mu = model.means[0] as number;
    const scale = 1 / model.b ** 2;
    const five = (variance: number) => 5 * variance * Math.sqrt(2 / studies.length);
    const near = (value: number, expected: number, total: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(five(total));
    const total = reader + readerCondition + 1;
    near(moment(cell(0, 0, 0), cell(0, 0, 0)), total, total);
    near(moment(cell(0, 0, 0), cell(1, 0, 0)), reader + shared + readerCase, total);
    near(moment(cell(0, 0, 0), cell(0, 1, 0)), shared + caseCondition, total);
    near(moment(cell(0, 0, 0), cell(1, 1, 0)), shared, total);
    const positive = reader + readerCondition + scale * (shared + caseCondition + readerCase + error);
    near(moment(cell(0, 0, 1), cell(0, 0, 1), mu), positive, positive);
    near(moment(cell(1, 1, 1), cell(0, 1, 1), mu), reader + scale * (shared + readerCase), positive);
  });

  test('decisions are ratings at or above the threshold', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: -2, max: 3, noNaN: true }), (seed, threshold) => {
        const data = simulateRoeMetz(crossedDesign(size), roeMetzModel('LH', 0.96), seededRandom(seed));
        const decisions = decisionsAt(data, threshold).ratings;
        expect(decisions.every((decision, i) => (decision === 1) === (data.ratings[i] as number) >= threshold)).toBe(
          true,
        );
      }),
      { numRuns: 30 },
    );
  });
});
