import type { ModelManifest } from './manifest.js';
import { middleOf } from './middle.js';
import type { InferenceStack } from './stack.js';
import { valueAtQuantile } from './value-at-rank.js';

type Domain = NonNullable<ModelManifest['domain']>;

/** Whether a stack looks like those on which a model was calibrated, and if not, why. */
export interface DomainCheck {
  readonly foreign: boolean;
  readonly reasons: readonly ('pixel-spacing' | 'slice-spacing' | 'grey-values')[];
  /** Squared Mahalanobis distance of the stack's grey values; foreign beyond the manifest's limit. */
  readonly distance: number;
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75];

/**
 * Checks a stack against a model's domain (models README, "Out of distribution").
 *
 * @param scale the value that becomes 1, as the model's normalisation found it
 * @param reachMm half side of the middle that is looked at
 */
export function checkDomain(stack: InferenceStack, scale: number, reachMm: number, domain: Domain): DomainCheck {
  const distance = squaredDistance(greyValues(stack, scale, reachMm), domain);
  const reasons: DomainCheck['reasons'][number][] = [];
  if (!stack.pixelSpacing.every((each) => isWithin(each, domain.pixelSpacingMm))) reasons.push('pixel-spacing');
  if (!isWithin(stack.sliceSpacing, domain.sliceSpacingMm)) reasons.push('slice-spacing');
  if (!(distance <= domain.limit)) reasons.push('grey-values');
  return { foreign: reasons.length > 0, reasons, distance };
}

/** Four quantiles of the stack's middle and its median step between neighbours, in units of the scale. */
export function greyValues(stack: InferenceStack, scale: number, reachMm: number): number[] {
  const middle = middleOf(stack, reachMm);
  const values = middle.values();
  return [
    ...QUANTILES.map((quantile) => valueAtQuantile(values, quantile) / scale),
    valueAtQuantile(middle.steps(), 0.5) / scale,
  ];
}

function squaredDistance(found: readonly number[], { mean, precision }: Domain): number {
  const off = found.map((value, at) => value - (mean[at] as number));
  const weighted = precision.map((row) => row.reduce((sum, weight, at) => sum + weight * (off[at] as number), 0));
  return off.reduce((sum, value, at) => sum + value * (weighted[at] as number), 0);
}

function isWithin(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}
