import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { faults } from '../data/testing.js';
import '../golden/reference.js';
import { crossedDesign, seededRandom, simulateConfidence } from '../simulation/index.js';
import { renamed } from '../simulation/testing.js';
import { analyzeConfidence, type ConfidenceAnalysis, type ConfidenceAnswer } from './index.js';

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

function answersOf({ readers, each, seed }: Study): ConfidenceAnswer[] {
  const model = { effects: [0.5, 0], thresholds: [-1, 0, 1], standardDeviations: { reader: 0.4, case: 0.6 } };
  const design = crossedDesign({ readers, negatives: each, positives: each });
  return simulateConfidence(design, model, seededRandom(`${seed}`)).map((read, i) => ({
    reader: `r${read.reader}`,
    case: `c${read.case}`,
    condition: conditions[read.condition]!,
    confidence: read.confidence,
    correct: i % 3 !== 0,
  }));
}

/** What is said of the conditions, without their names. */
function essence({ strata }: ConfidenceAnalysis): object[] {
  return strata.map(({ conditions: means, comparisons: [comparison] }) => ({
    means: means.map(({ mean, counts }) => ({ mean, counts })),
    mixed: oddsOf(comparison!.mixed),
    fixed: oddsOf(comparison!.fixed),
    readerLevel: comparison!.readerLevel,
  }));
}

type Odds = ConfidenceAnalysis['strata'][number]['comparisons'][number]['mixed'];
const oddsOf = (odds: Odds): object =>
  isEstimated(odds) ? { logOdds: odds.logOdds, se: odds.se } : { status: odds.status };

const LOOSE = 1e-4; // the search ends elsewhere when sums are in another order

test('the order of answers and the names of readers, cases and conditions do not matter', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const answers = answersOf(drawn);
      const named = essence(analyzeConfidence(answers, { conditions }));
      expect(essence(analyzeConfidence(renamed(answers, drawn.seed), { conditions: ['zeta', 'alpha'] }))).toAgree(
        named,
        LOOSE,
      );
    }),
    { numRuns: 4 },
  );
});

test('swapping conditions turns the sign between readers, of all, right and wrong answers', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const [forth, back] = [conditions, conditions.toReversed()].map((order) =>
        analyzeConfidence(answersOf(drawn), { conditions: order }).strata.map(({ comparisons }) => comparisons[0]!),
      );
      forth!.forEach(({ readerLevel: x, fixed }, i) => {
        const { readerLevel: y, fixed: turned } = back![i]!;
        if (isEstimated(x) && isEstimated(y)) expect(y).toAgree({ estimate: -x.estimate, se: x.se, p: x.p });
        else expect(y.status).toBe(x.status);
        if (isEstimated(fixed)) expect(oddsOf(turned)).toAgree({ logOdds: -fixed.logOdds, se: fixed.se }, LOOSE);
        else expect(turned.status).toBe('not-estimable');
      });
    }),
    { numRuns: 4 },
  );
});

test('a repeated answer is an answer of its own, and said to be', () => {
  fc.assert(
    fc.property(study, fc.integer({ min: 1, max: 5 }), (drawn, repeats) => {
      const answers = answersOf(drawn);
      const { strata, warnings } = analyzeConfidence([...answers, ...answers.slice(0, repeats)], { conditions });
      expect(strata[0]!.conditions.reduce((sum, { reads }) => sum + reads, 0)).toBe(answers.length + repeats);
      expect(warnings).toEqual([`${repeats} repeated reads: each counts as a read of its own`]);
      expect(analyzeConfidence(answers).warnings).toEqual([]);
    }),
    { numRuns: 3 },
  );
});

test('a single case: numbers or reasons, and the case has no random effect', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const analysis = analyzeConfidence(answersOf(drawn).filter((answer) => answer.case === 'c0'));
      expect(faults(analysis)).toEqual([]);
      const { mixed } = analysis.strata[0]!.comparisons[0]!;
      expect(isEstimated(mixed) ? mixed.model.random.map(({ group }) => group) : []).not.toContain('case');
    }),
    { numRuns: 8 },
  );
});

test('an empty cell leaves its reader out of the comparison of readers; an empty condition is not estimable', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const answers = answersOf(drawn);
      const without = (gone: (answer: ConfidenceAnswer) => boolean): ConfidenceAnalysis =>
        analyzeConfidence(answers.filter((answer) => !gone(answer)), { conditions }); // prettier-ignore
      const cell = without((answer) => answer.reader === 'r0' && answer.condition === 'aided');
      const { readerLevel } = cell.strata[0]!.comparisons[0]!;
      if (isEstimated(readerLevel)) expect(readerLevel.df).toBe(drawn.readers - 2);
      const empty = without((answer) => answer.condition === 'aided');
      const reason = { status: 'not-estimable', reason: 'no answer in condition aided' };
      expect(empty.strata[0]!.comparisons[0]).toMatchObject({ mixed: reason, fixed: reason });
      expect(empty.strata[0]!.conditions[0]).toEqual({ condition: 'aided', reads: 0, mean: null, counts: [] });
      expect(faults([cell, empty])).toEqual([]);
    }),
    { numRuns: 4 },
  );
});
