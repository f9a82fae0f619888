import type { ModelManifest } from './manifest.js';

type Constants = ModelManifest['caseScore'];

/** Evidence of a stack: log10 of its heaviest component in ml (0 where there is none), kept finite by epsilon. */
export function evidenceOf(largestMassMl: number, { epsilonMl }: Constants): number {
  return Math.log10(largestMassMl + epsilonMl);
}

/** Score in [0, 1] of one stack, or of a case from the evidence of all of its stacks: a logistic of their mean. */
export function scoreOf(evidence: readonly number[], { intercept, slope }: Constants): number {
  const mean = evidence.reduce((sum, each) => sum + each, 0) / evidence.length;
  return 1 / (1 + Math.exp(-(intercept + slope * mean)));
}
