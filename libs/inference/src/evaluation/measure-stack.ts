import { componentsOf } from '../components.js';
import type { StackResult } from '../run-case.js';
import type { InferenceStack } from '../stack.js';
import type { StackMeasurement } from './measurement.js';
import { diceOf, type Masks, meanSurfaceDistance } from './overlap.js';

/** A stack's result that kept its heat map. */
export type MappedResult = StackResult & Required<Pick<StackResult, 'probabilities'>>;

/**
 * Measures what was found in a stack against its reference. Findings are the connected parts of the mask on the stack's own grid, rated by their mass.
 *
 * @param reference one mask a slice; none: the reference shows nothing here
 */
export function measureStack(
  stack: InferenceStack,
  result: MappedResult,
  reference: Masks | undefined,
  casePositive: boolean,
): StackMeasurement {
  const shown = reference?.some((mask) => mask.includes(1)) ?? false;
  const { lesions, falseFindings } = matchFindings(stack, result, shown ? (reference ?? []) : []);
  const { id, score, positive: called } = result;
  const measured = { id, score, called, positive: shown ? true : casePositive ? null : false, lesions, falseFindings };
  if (!shown || !reference) return { ...measured, dice: null, surfaceDistanceMm: null };
  const spacing = [stack.sliceSpacing, ...stack.pixelSpacing] as const;
  return {
    ...measured,
    dice: diceOf(result.masks, reference),
    surfaceDistanceMm: meanSurfaceDistance(result.masks, reference, stack, spacing) ?? null,
  };
}

/** Smallest probability that belongs to a mask: masks are zeros and ones. */
const inMask = 0.5;

function matchFindings(
  stack: InferenceStack,
  { masks, probabilities }: MappedResult,
  reference: Masks,
): Pick<StackMeasurement, 'lesions' | 'falseFindings'> {
  const area = stack.rows * stack.columns;
  const voxelMl = (stack.pixelSpacing[0] * stack.pixelSpacing[1] * stack.sliceSpacing) / 1000;
  const lesionAt = new Map<number, number>();
  const parts = componentsOf(
    reference.map((mask) => Float32Array.from(mask)),
    stack,
    inMask,
  );
  parts.forEach(({ at }, lesion) => at.forEach((voxel) => lesionAt.set(voxel, lesion)));
  const lesions: (number | null)[] = parts.map(() => null);
  const falseFindings: number[] = [];
  for (const { at } of componentsOf(
    masks.map((mask) => Float32Array.from(mask)),
    stack,
    inMask,
  )) {
    const massMl = at.reduce((sum, voxel) => sum + probabilityAt(probabilities, voxel, area), 0) * voxelMl;
    const hit = new Set(Array.from(at, (voxel) => lesionAt.get(voxel)).filter((lesion) => lesion !== undefined));
    if (hit.size === 0) falseFindings.push(massMl);
    for (const lesion of hit) lesions[lesion] = Math.max(lesions[lesion] ?? 0, massMl);
  }
  return { lesions, falseFindings };
}

function probabilityAt(map: readonly Float32Array[], voxel: number, area: number): number {
  return map[Math.floor(voxel / area)]?.[voxel % area] ?? 0;
}
