import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated, type Estimable } from '../data/estimable.js';
import { faults } from '../data/testing.js';
import '../golden/reference.js';
import { seededRandom } from '../simulation/index.js';
import { renamed } from '../simulation/testing.js';
import { analyzeBinary, type BinaryAnalysis, type BinaryRead } from './index.js';

const conditions = ['aided', 'unaided'];
interface Study {
  readonly readers: number;
  readonly cases: number;
  readonly seed: number;
}
const study: fc.Arbitrary<Study> = fc.record({
  readers: fc.integer({ min: 2, max: 4 }),
  cases: fc.integer({ min: 3, max: 9 }),
  seed: fc.nat(),
});

/** Crossed reads; some cases are easier than others. */
function readsOf({ readers, cases, seed }: Study): BinaryRead[] {
  const random = seededRandom(`${seed}`);
  const easy = Array.from({ length: cases }, () => random.uniform());
  return Array.from({ length: readers }, (_, r) => `r${r}`).flatMap((reader) =>
    conditions.flatMap((condition) =>
      easy.map((chance, c) => ({ reader, condition, case: `c${c}`, success: random.uniform() < chance })),
    ),
  );
}

interface Tested {
  readonly name: string;
  readonly estimate: number | null;
  readonly se: number | null;
  readonly reason?: string;
}

/** GEE's reason where the reference condition, which a swap changes, does not vary between clusters. */
const ALIKE = 'answers do not vary between clusters';

/** Estimate and standard error of every comparison of the conditions; null where there is none. */
function testsOf({ comparisons: [comparison] }: BinaryAnalysis): Tested[] {
  const { obuchowski, gee, mcnemar } = comparison!;
  const row = <T extends object>(
    name: string,
    value: Estimable<T>,
    of: (value: T) => { estimate: number; se?: number },
  ): Tested => {
    if (!isEstimated(value)) return { name, estimate: null, se: null, reason: value.reason };
    const { estimate, se = null } = of(value);
    return { name, estimate, se };
  };
  return [
    row('obuchowski', obuchowski, (one) => one),
    ...gee.map(({ clusteredBy, link, fit }) => row(`gee ${clusteredBy} ${link}`, fit, (one) => one.coefficients[1]!)),
    ...mcnemar.map(({ test: one }) => row('mcnemar', one, ({ estimate }) => ({ estimate }))).sort(byEstimate),
  ];
}
const byEstimate = (x: Tested, y: Tested): number => (x.estimate ?? 9) - (y.estimate ?? 9);

const LOOSE = 1e-5; // the working correlation is found by iteration

test('the order of reads and the names of readers, cases and conditions do not matter', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const reads = readsOf(drawn);
      const named = testsOf(analyzeBinary(reads, { conditions }));
      expect(testsOf(analyzeBinary(renamed(reads, drawn.seed), { conditions: ['zeta', 'alpha'] }))).toAgree(
        named,
        LOOSE,
      );
    }),
    { numRuns: 30 },
  );
});

test('swapping conditions turns the sign of every comparison', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const [forth, back] = [conditions, conditions.toReversed()].map((order) =>
        testsOf(analyzeBinary(readsOf(drawn), { conditions: order })),
      );
      const turned = forth!.map((one) => ({ ...one, estimate: one.estimate === null ? null : -one.estimate }));
      const last = turned.splice(-drawn.readers).sort(byEstimate);
      for (const [i, expected] of [...turned, ...last].entries()) {
        const lacksReference = [expected, back![i]!].some(({ reason }) => reason === ALIKE);
        if (!lacksReference) expect(back![i]).toAgree(expected, LOOSE);
      }
    }),
    { numRuns: 30 },
  );
});

test('a repeated read counts, but McNemar pairs the first; it is said', () => {
  fc.assert(
    fc.property(study, fc.integer({ min: 1, max: 6 }), (drawn, repeats) => {
      const reads = readsOf(drawn);
      const again = reads.slice(0, repeats).map((read) => ({ ...read, success: !read.success }));
      const [once, twice] = [reads, [...reads, ...again]].map((each) => analyzeBinary(each, { conditions }));
      expect(twice!.conditions.reduce((sum, { trials }) => sum + trials, 0)).toBe(reads.length + again.length);
      expect(twice!.comparisons[0]!.mcnemar).toEqual(once!.comparisons[0]!.mcnemar);
      expect(twice!.warnings).toEqual([expect.stringContaining(`${again.length} repeated reads`)]);
      expect(once!.warnings).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('a single case has no difference clustered by case, and nothing that is no number', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const analysis = analyzeBinary(readsOf(drawn).filter((read) => read.case === 'c0'), { conditions }); // prettier-ignore
      const { obuchowski, gee } = analysis.comparisons[0]!;
      expect(obuchowski).toMatchObject({ status: 'not-estimable' });
      for (const { clusteredBy, fit } of gee) if (clusteredBy === 'case') expect(fit.status).toBe('not-estimable');
      expect(faults(analysis)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('an empty cell makes no pairs and no proportion; an empty condition is not estimable', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const reads = readsOf(drawn);
      const without = (gone: (read: BinaryRead) => boolean): BinaryAnalysis =>
        analyzeBinary(reads.filter((read) => !gone(read)), { conditions }); // prettier-ignore
      const cell = without((read) => read.reader === 'r0' && read.condition === 'aided');
      expect(cell.readers).toHaveLength(2 * drawn.readers - 1);
      const ofReader = cell.comparisons[0]!.mcnemar.find(({ reader }) => reader === 'r0')!;
      expect(ofReader.counts).toEqual({ both: 0, onlyA: 0, onlyB: 0, neither: 0 });
      expect(ofReader.test.status).toBe('not-estimable');
      const empty = without((read) => read.condition === 'aided');
      expect(empty.conditions[0]).toMatchObject({ trials: 0, estimate: null });
      expect(testsOf(empty).map(({ estimate }) => estimate)).toEqual(testsOf(empty).map(() => null));
      expect(faults([cell, empty])).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
