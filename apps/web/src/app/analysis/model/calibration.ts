import { wilsonInterval } from '@lectern/statistics';
import type { ReadOfStudy } from './read-table.js';

export interface CalibrationBin {
  /** Mean stated likelihood of the reads in this bin. */
  readonly stated: number;
  /** Share of these reads whose case has the finding, and its Wilson interval, which takes reads as independent. */
  readonly observed: number;
  readonly ci: readonly [number, number];
  readonly reads: number;
}

/** How often the finding was there where it was called so likely: reads in bins of equal width over the scale, empty bins left out. */
export function calibration(reads: readonly ReadOfStudy[], bins = 5): CalibrationBin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const own = reads.filter(
      ({ likelihood }) => likelihood !== null && Math.min(Math.floor(likelihood * bins), bins - 1) === bin,
    );
    const positives = own.filter(({ positive }) => positive).length;
    const stated = own.reduce((sum, { likelihood }) => sum + (likelihood ?? 0), 0) / own.length;
    return { stated, positives, reads: own.length };
  })
    .filter(({ reads: count }) => count > 0)
    .map(({ stated, positives, reads: count }) => ({
      stated,
      observed: positives / count,
      ci: wilsonInterval(positives, count, 0.05).ci,
      reads: count,
    }));
}
