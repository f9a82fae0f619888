import type { ModelManifest } from './manifest.js';
import { evidenceIn, scoreOf, type Suspicion } from './score.js';
import type { Vector } from './stack.js';

const base = { connectivity: 6, epsilonMl: 0.001, intercept: 1, slope: 2, operatingThreshold: 0.5 } as const;
const agreeing: ModelManifest['caseScore'] = {
  ...base,
  method: 'logistic-agreeing-components',
  reachMm: 6,
  components: 2,
  apartPenalty: 5,
};
const largest: ModelManifest['caseScore'] = { ...base, method: 'logistic-mean-log-largest-component' };

const caseEvidence = (...given: Parameters<typeof evidenceIn>): number => evidenceIn(...given).ofCase;

/** A cube of side 2 mm about a point. */
function at(x: number, massMl: number): Suspicion {
  const centre: Vector = [x, 0, 0];
  return { massMl, boxMm: { low: shifted(centre, -1), high: shifted(centre, 1) } };
}

function shifted([x, y, z]: Vector, by: number): Vector {
  return [x + by, y + by, z + by];
}

const log = (ml: number): number => Math.log10(ml + 0.001);

test('what all stacks show at one place counts in full, however they differ elsewhere', () => {
  const stacks = [[at(0, 0.1)], [at(7, 0.2)], [at(3, 0.05)]];
  expect(caseEvidence(stacks, agreeing)).toBeCloseTo((log(0.1) + log(0.2) + log(0.05)) / 3, 12);
});

test('three suspicions at three places count less than one place seen twice', () => {
  const apart = [[at(0, 0.1)], [at(40, 0.1)], [at(80, 0.1)]];
  const twice = [[at(0, 0.1)], [at(5, 0.1)], []];
  expect(caseEvidence(apart, agreeing)).toBeCloseTo((log(0.1) + 2 * log(0)) / 3, 12);
  expect(caseEvidence(twice, agreeing)).toBeCloseTo((2 * log(0.1) + log(0)) / 3, 12);
  expect(caseEvidence(apart, largest)).toBeCloseTo(log(0.1), 12);
});

test('boxes count as one place up to the reach and no further', () => {
  const evidence = (gap: number): number => caseEvidence([[at(0, 0.1)], [at(2 + gap, 0.1)]], agreeing);
  expect(evidence(6)).toBeCloseTo(log(0.1), 12);
  expect(evidence(6.001)).toBeCloseTo((log(0.1) + log(0)) / 2, 12);
});

test('a lighter place on which stacks agree outdoes a heavier one that a single stack shows; beyond the limit none is considered', () => {
  const stacks = [[at(0, 1), at(50, 0.3), at(90, 0.3)], [at(50, 0.3)], [at(50, 0.3), at(90, 0.3)]];
  expect(caseEvidence(stacks, agreeing)).toBeCloseTo(log(0.3), 12);
  const beyond = [[at(0, 1), at(20, 0.9), at(50, 0.3)], [at(50, 0.3)]];
  expect(caseEvidence(beyond, agreeing)).toBeCloseTo((log(1) + log(0)) / 2, 12);
});

test('without any component the evidence is that of nothing, by either method', () => {
  for (const method of [agreeing, largest]) expect(caseEvidence([[], [], []], method)).toBeCloseTo(-3, 12);
  expect(scoreOf(-3, agreeing)).toBeCloseTo(1 / (1 + Math.exp(5)), 12);
});

test('a stack is judged by its own suspicions only, and by what the others show at their places', () => {
  const { ofStacks } = evidenceIn([[at(0, 0.1)], [at(5, 0.2), at(70, 0.01)], [at(70, 0.01)], []], agreeing);
  expect(ofStacks[0]).toBeCloseTo((log(0.1) + log(0.2) + 2 * log(0)) / 4, 12);
  expect(ofStacks[1]).toBeCloseTo(ofStacks[0] ?? NaN, 12);
  expect(ofStacks[2]).toBeCloseTo((2 * log(0.01) + 2 * log(0)) / 4, 12);
  expect(ofStacks[3]).toBeCloseTo(log(0), 12);
});

test('what all stacks show at different places counts less by the penalty: a moved fetus is not a healthy one', () => {
  const lenient = { ...agreeing, apartPenalty: 1 };
  const moved = [[at(0, 16)], [at(80, 12)], [at(160, 14)]];
  expect(caseEvidence(moved, lenient)).toBeCloseTo((log(16) + log(12) + log(14)) / 3 - 1, 12);
  const { ofStacks } = evidenceIn([[at(0, 16)], [at(80, 12)], []], lenient);
  expect(ofStacks[0]).toBeCloseTo((log(16) + log(12) + log(0)) / 3 - 1, 12);
  expect(ofStacks[2]).toBeCloseTo(log(0), 12);
});
