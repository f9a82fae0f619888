import type { Statistic, SupportingAnalysis } from '@lectern/contracts';
import { estimated, notEstimable, type Estimable } from '../data/index.js';

/** What may be known of a number; what a method does not have is absent or null. */
export interface Known {
  readonly estimate?: number | null;
  readonly se?: number | null;
  readonly df?: number | null;
  readonly statistic?: number | null;
  readonly p?: number | null;
  readonly ci?: readonly [number, number] | null;
  readonly n?: number | null;
}

/** A row of a supporting analysis; what is no finite number becomes null, so that the result is JSON as it is. */
export function statistic(label: string, measure: string, value: Estimable<Known>): Statistic {
  if (value.status === 'not-estimable') return { label, measure, value: notEstimable(value.reason) };
  const { estimate, se, df, statistic: test, p, ci, n } = value;
  if (estimate !== undefined && estimate !== null && !Number.isFinite(estimate))
    return { label, measure, value: notEstimable('the estimate is not a finite number') };
  return {
    label,
    measure,
    value: estimated({
      estimate: finite(estimate),
      se: finite(se),
      df: finite(df),
      statistic: finite(test),
      p: finite(p),
      ci: intervalOrNull(ci),
      n: finite(n),
    }),
  };
}

/** A row that is known for certain. */
export function known(label: string, measure: string, value: Known): Statistic {
  return statistic(label, measure, estimated(value));
}

export interface AnalysisHead {
  readonly id: string;
  readonly title: string;
  readonly inference?: string;
  readonly method: string;
  readonly source: string;
}

/** A supporting analysis with the warnings of what it is made of. */
export function supporting(
  head: AnalysisHead,
  statistics: readonly Statistic[],
  warnings: readonly string[] = [],
): SupportingAnalysis {
  return { inference: null, ...head, statistics: [...statistics], warnings: [...new Set(warnings)] };
}

export function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

export function intervalOrNull(ci: readonly [number, number] | null | undefined): [number, number] | null {
  return ci && ci.every(Number.isFinite) ? [ci[0], ci[1]] : null;
}

export const differenceLabel = (a: string, b: string): string => `${a} - ${b}`;
