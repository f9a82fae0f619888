import type { ModelManifest } from './manifest.js';
import type { Vector } from './stack.js';

type Constants = ModelManifest['caseScore'];

/** A component as scoring sees it; the box holds the centres of its voxels, patient coordinates. */
export interface Suspicion {
  readonly massMl: number;
  readonly boxMm: { readonly low: Vector; readonly high: Vector };
}

/** Evidence that one mass (ml; 0 where there is nothing) gives: log10, kept finite by epsilon. */
export function evidenceOf(massMl: number, { epsilonMl }: Constants): number {
  return Math.log10(massMl + epsilonMl);
}

/** Evidence of an examination. */
export interface Evidence {
  readonly ofCase: number;
  readonly ofStacks: readonly number[];
}

/**
 * Evidence of each stack and of the case from the components of each stack, the heaviest first (models README, "Stack score and case score"). By the manifest's method, a stack's is
 * that of its own heaviest component and the case's their mean; or a stack's is that of its component at whose place all stacks
 * together show most, or what they show most anywhere less a penalty, and the case's is the highest of its stacks'.
 */
export function evidenceIn(stacks: readonly (readonly Suspicion[])[], constants: Constants): Evidence {
  if (constants.method === 'logistic-mean-log-largest-component') {
    const ofStacks = stacks.map(([heaviest]) => evidenceOf(heaviest?.massMl ?? 0, constants));
    return { ofStacks, ofCase: mean(ofStacks) };
  }
  const { components, reachMm, apartPenalty } = constants;
  const considered = stacks.map((found) => found.slice(0, components));
  const nothing = evidenceOf(0, constants);
  const together = (masses: readonly number[]): number => mean(masses.map((mass) => evidenceOf(mass, constants)));
  const apart = Math.max(nothing, together(stacks.map(([heaviest]) => heaviest?.massMl ?? 0)) - apartPenalty);
  const ofStacks = considered.map((found, own) =>
    found.reduce(
      (most, suspicion) => {
        const shown = considered.map((others, at) =>
          at === own ? suspicion.massMl : heaviestAt(suspicion, others, reachMm),
        );
        return Math.max(most, together(shown));
      },
      found.length > 0 ? apart : nothing,
    ),
  );
  return { ofStacks, ofCase: Math.max(...ofStacks) };
}

/** Score in [0, 1]: a logistic of the evidence. */
export function scoreOf(evidence: number, { intercept, slope }: Constants): number {
  return 1 / (1 + Math.exp(-(intercept + slope * evidence)));
}

function heaviestAt({ boxMm }: Suspicion, others: readonly Suspicion[], reachMm: number): number {
  const near = others.filter((other) =>
    ([0, 1, 2] as const).every(
      (axis) =>
        boxMm.low[axis] - reachMm <= other.boxMm.high[axis] && other.boxMm.low[axis] - reachMm <= boxMm.high[axis],
    ),
  );
  return near.reduce((most, { massMl }) => Math.max(most, massMl), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
