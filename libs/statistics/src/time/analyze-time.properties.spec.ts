import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { faults } from '../data/testing.js';
import '../golden/reference.js';
import { crossedDesign, seededRandom, simulateTimes } from '../simulation/index.js';
import { renamed } from '../simulation/testing.js';
import { analyzeTime, type TimeAnalysis, type TimedReading } from './index.js';

const conditions = ['aided', 'unaided'];
interface Study {
  readonly readers: number;
  readonly each: number;
  readonly seed: number;
}
const study: fc.Arbitrary<Study> = fc.record({
  readers: fc.integer({ min: 2, max: 4 }),
  each: fc.integer({ min: 2, max: 4 }),
  seed: fc.nat(),
});

/** A crossover with all effects of the model. */
function readsOf({ readers, each, seed }: Study): TimedReading[] {
  const standardDeviations = { reader: 0.3, case: 0.3, readerCondition: 0.2, residual: 0.4 };
  const model = { means: [4, 4.3], period: -0.1, standardDeviations };
  const design = crossedDesign({ readers, negatives: each, positives: each });
  return simulateTimes(design, model, seededRandom(`${seed}`)).map((read) => ({
    reader: `r${read.reader}`,
    case: `c${read.case}`,
    condition: conditions[read.condition]!,
    period: `${read.period}`,
    seconds: { active: read.seconds },
  }));
}

/** What is said of the conditions, without their names. */
function essence({ conditions: means, ratios: [ratio] }: TimeAnalysis): object {
  const { result } = ratio!;
  return {
    means: means.map(({ reads, median, geometricMean }) => ({ reads, median, geometricMean })),
    ratio: isEstimated(result) ? { logEstimate: result.logEstimate, se: result.se } : result,
    readerLevel: ratio!.readerLevel,
  };
}

const LOOSE = 1e-4; // the search for the variances ends elsewhere when sums are in another order

test('the order of reads and the names of readers, cases and conditions do not matter', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const reads = readsOf(drawn);
      const named = essence(analyzeTime(reads, { conditions }));
      expect(essence(analyzeTime(renamed(reads, drawn.seed), { conditions: ['zeta', 'alpha'] }))).toAgree(named, LOOSE);
    }),
    { numRuns: 15 },
  );
});

test('swapping conditions turns the sign, in the model and between readers', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const [forth, back] = [conditions, conditions.toReversed()].map(
        (order) => analyzeTime(readsOf(drawn), { conditions: order }).ratios[0]!,
      );
      const [x, y] = [forth!.readerLevel.pairedT, back!.readerLevel.pairedT];
      if (!isEstimated(x) || !isEstimated(y)) throw new Error('not estimable');
      expect(y).toAgree({ estimate: -x.estimate, se: x.se, p: x.p });
      const [there, turned] = [forth!.result, back!.result];
      if (!isEstimated(there)) return expect(turned).toEqual(there); // two readers may leave the interval without a bound
      expect(turned).toAgree({ logEstimate: -there.logEstimate, se: there.se, ratio: 1 / there.ratio }, LOOSE);
    }),
    { numRuns: 15 },
  );
});

test('a repeated read is a read of its own, and said to be', () => {
  fc.assert(
    fc.property(study, fc.integer({ min: 1, max: 5 }), (drawn, repeats) => {
      const reads = readsOf(drawn);
      const analysis = analyzeTime([...reads, ...reads.slice(0, repeats)], { conditions });
      expect(analysis.conditions.reduce((sum, one) => sum + one.reads, 0)).toBe(reads.length + repeats);
      expect(analysis.warnings).toContain(`${repeats} repeated reads: each counts as a read of its own`);
      expect(analyzeTime(reads).warnings.join()).not.toContain('repeated');
    }),
    { numRuns: 10 },
  );
});

test('a single case: numbers or reasons, and the case has no random effect', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const analysis = analyzeTime(readsOf(drawn).filter((read) => read.case === 'c0'));
      expect(faults(analysis)).toEqual([]);
      const { model } = analysis;
      expect(isEstimated(model) ? model.random.map(({ group }) => group) : []).not.toContain('case');
    }),
    { numRuns: 15 },
  );
});

test('an empty cell leaves its reader out of the comparison of readers; an empty condition is not estimable', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const reads = readsOf(drawn);
      const without = (gone: (read: TimedReading) => boolean): TimeAnalysis =>
        analyzeTime(reads.filter((read) => !gone(read)), { conditions }); // prettier-ignore
      const cell = without((read) => read.reader === 'r0' && read.condition === 'aided');
      const { pairedT } = cell.ratios[0]!.readerLevel;
      if (isEstimated(pairedT)) expect(pairedT.df).toBe(drawn.readers - 2);
      else expect(drawn.readers).toBe(2);
      const condition = without((read) => read.condition === 'aided');
      expect(condition.ratios[0]!.result).toMatchObject({ status: 'not-estimable' });
      expect(condition.conditions[0]).toMatchObject({
        reads: 0,
        median: null,
        geometricMean: { status: 'not-estimable' },
      });
      expect(faults([cell, condition])).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
