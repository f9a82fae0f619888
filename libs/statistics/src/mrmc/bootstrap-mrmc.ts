import { patientSampler, repeated } from '../covariance/bootstrap.js';
import { figuresOf, occupiedCells, type CellFigures } from '../covariance/index.js';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import type { Random } from '../simulation/index.js';
import { treatmentPairs } from './obuchowski-rockette.js';

export interface BootstrapMrmcOptions<S extends ReaderStudy> {
  readonly figure: Figure<S>;
  readonly random: Random;
  /** Default 2,000. */
  readonly replicates?: number;
  /** What is drawn with replacement; default readers and cases. */
  readonly resample?: 'readers-and-cases' | 'readers' | 'cases';
  readonly alpha?: number;
}

/** Standard deviation over replicates, and their percentiles as interval. */
export interface BootstrapEstimate {
  readonly estimate: number;
  readonly se: number;
  readonly ci: readonly [number, number];
}

export interface BootstrapMrmcResult {
  readonly treatments: readonly ({ readonly treatment: string } & BootstrapEstimate)[];
  readonly differences: readonly ({ readonly a: string; readonly b: string } & BootstrapEstimate)[];
  readonly replicates: number;
  readonly source: string;
}

/**
 * Treatment means and differences by resampling readers and cases, each reader's figure weighing the same (Beiden, Wagner
 * and Campbell, Acad Radiol 2000). Its variance is biased upwards where readers or cases are few (Gallas et al., Commun
 * Stat Theory Methods 2009), so it serves as a check, not as the primary analysis.
 *
 * Cases are drawn by patient, those with and without a positive case apart; a replicate without an estimate is drawn
 * again.
 */
export function bootstrapMrmc<S extends ReaderStudy>(
  study: S,
  options: BootstrapMrmcOptions<S>,
): Estimable<BootstrapMrmcResult> {
  const { figure, random, replicates = 2000, resample = 'readers-and-cases', alpha = 0.05 } = options;
  const figures = figuresOf(study, figure, occupiedCells(study));
  if (!isEstimated(figures)) return figures;
  const everybody = [...study.readers.keys()];
  const observed = meansOf(study, figures, figures.estimates, everybody);
  if (!observed) return notEstimable('some treatment has no reader');
  const sampler = patientSampler(study);
  const draws: number[][] = [];
  for (let discarded = 0; draws.length < replicates;) {
    const readers = resample === 'cases' ? everybody : everybody.map(() => random.integer(everybody.length));
    const estimates =
      resample === 'readers' ? figures.estimates : redrawn(study, figure, figures, sampler(random), new Set(readers));
    const means = estimates && meansOf(study, figures, estimates, readers);
    if (means) draws.push(means);
    else if (++discarded > replicates) return notEstimable('most bootstrap replicates have no estimate');
  }
  const summary = (of: (means: number[]) => number): BootstrapEstimate => summarise(of(observed), draws.map(of), alpha);
  return estimated({
    treatments: study.treatments.map((treatment, t) => ({ treatment, ...summary((means) => means[t]!) })),
    differences: treatmentPairs(study.treatments).map(([i, j]) => ({
      a: study.treatments[i]!,
      b: study.treatments[j]!,
      ...summary((means) => means[i]! - means[j]!),
    })),
    replicates,
    source: 'Beiden, Wagner and Campbell, Acad Radiol 2000; percentile intervals: Efron and Tibshirani 1993',
  });
}

/** The drawn readers' figures on the drawn cases; undefined if one of them has none. */
function redrawn<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  { cells, cases }: CellFigures,
  weights: Uint16Array,
  readers: ReadonlySet<number>,
): Float64Array | undefined {
  const result = new Float64Array(cells.length);
  for (const [i, cell] of cells.entries()) {
    if (!readers.has(cell % study.readers.length)) continue;
    const value = figure.estimate(study, cell, repeated(cases[i]!, weights));
    if (!isEstimated(value)) return undefined;
    result[i] = value.value;
  }
  return result;
}

/** Mean of these readers' figures by treatment, a reader drawn twice counted twice. */
function meansOf(
  study: ReaderStudy,
  { cells }: CellFigures,
  estimates: Float64Array,
  readers: readonly number[],
): number[] | undefined {
  const means = study.treatments.map((_, t) => {
    const positions = readers.map((r) => cells.indexOf(cellOf(study, t, r))).filter((position) => position >= 0);
    return positions.reduce((sum, position) => sum + estimates[position]!, 0) / positions.length;
  });
  return means.some(Number.isNaN) ? undefined : means;
}

function summarise(estimate: number, draws: readonly number[], alpha: number): BootstrapEstimate {
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const ascending = Float64Array.from(draws).sort();
  const percentile = (p: number): number => {
    const position = p * (ascending.length - 1);
    const low = Math.floor(position);
    const high = Math.min(low + 1, ascending.length - 1);
    return ascending[low]! + (position - low) * (ascending[high]! - ascending[low]!);
  };
  return {
    estimate,
    se: Math.sqrt(squares / (draws.length - 1)),
    ci: [percentile(alpha / 2), percentile(1 - alpha / 2)],
  };
}
