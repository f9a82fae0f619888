import {
  cellName,
  figuresOf,
  occupiedCells,
  pairMoments,
  tooFewCases,
  unbiasedFromMoments,
  type CellCovariance,
  type CellFigures,
  type PairMoments,
} from '../covariance/index.js';
import { UnsupportedAnalysis } from '../data/errors.js';
import { isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { casesRead, cellOf, hasClusters, type ReaderStudy } from '../data/reader-study.js';
import { relevantCases, type Figure } from '../figures/figure.js';
import type { MrmcOptions } from './analyze-mrmc.js';
import { designOf } from './design.js';
import { treatmentPairs } from './obuchowski-rockette.js';
import { readerEstimates } from './reader-estimates.js';
import type { MrmcResult } from './result.js';
import { readerDifferences, uDifference, uMean } from './u-inference.js';
import { describeMoments } from './u-tables.js';
import { readerAverage, uMoments, type ReaderAverage, type UMoments, type Weighting } from './u-moments.js';

const U_SOURCE =
  'Gallas et al., Commun Stat Theory Methods 2009; Gallas and Brown, Neural Networks 2008 (not crossed); Obuchowski, Gallas and Hillis, Acad Radiol 2012 (degrees of freedom)';

/** All treatments' averages, and the moments of each pair of them (and of each with itself). */
export interface UStudy {
  readonly treatments: readonly string[];
  readonly averages: readonly (ReaderAverage | undefined)[];
  moments(i: number, j: number): UMoments;
}

/** @see analyzeMrmc */
export function analyzeByUStatistics<S extends ReaderStudy>(study: S, options: MrmcOptions<S>): MrmcResult {
  const { figure, alpha = 0.05, variance = 'unbiased', weighting = 'pairs' } = options;
  if (hasClusters(study))
    throw new UnsupportedAnalysis(
      'U-statistics take cases as independent; with several cases a patient use Obuchowski-Rockette',
    );
  const cells = occupiedCells(study);
  const { usable, warnings } = usableCells(study, figure, cells);
  const figures = figuresOf(study, figure, usable);
  const moments = isEstimated(figures) && usable.length > 0 ? pairMoments(study, figure, figures) : undefined;
  const uStudy = isEstimated(figures) && moments ? prepare(study, figures, moments, weighting) : undefined;
  const covariance =
    isEstimated(figures) && moments ? withVariance(study, figures, moments) : notEstimable('no figure');
  const nothing = notEstimable('no reader has an estimate');
  const means = study.treatments.map((treatment, t) =>
    uStudy ? uMean(uStudy, t, variance, alpha) : { analysis: 'RRRC' as const, treatment, ...nothing, warnings: [] },
  );
  const differences = treatmentPairs(study.treatments).map(([i, j]) =>
    uStudy
      ? uDifference(uStudy, i, j, variance, alpha)
      : { analysis: 'RRRC' as const, a: study.treatments[i]!, b: study.treatments[j]!, ...nothing, warnings: [] },
  );
  return {
    metric: figure.name,
    method: 'ustat',
    covariance: variance,
    design: designOf(study, figure.dependsOn),
    alpha,
    source: [figure.source, U_SOURCE],
    readers: readerEstimates(study, figure, 'unbiased', covariance, cells),
    treatments: means.map(({ analysis: _, warnings: __, ...mean }) => mean),
    differences: differences.map(({ warnings: _, ...difference }) => difference),
    means: means.map(({ warnings: _, ...mean }) => mean),
    tests: [],
    readerDifferences: isEstimated(covariance) ? readerDifferences(study, covariance, alpha) : [],
    varianceComponents: uStudy ? describeMoments(uStudy, weighting) : {},
    warnings: [
      ...warnings,
      ...means.flatMap((mean) => mean.warnings),
      ...differences.flatMap((difference) => difference.warnings),
    ],
  };
}

/** A cell without an estimate has no kernel, so it adds nothing to any sum: it is left out, and named. */
function usableCells<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): { usable: number[]; warnings: string[] } {
  const usable: number[] = [];
  const warnings: string[] = [];
  for (const cell of cells) {
    const value = figure.estimate(study, cell, relevantCases(study, figure.dependsOn, casesRead(study, cell)));
    if (isEstimated(value)) usable.push(cell);
    else warnings.push(`${cellName(study, cell)} is left out: ${value.reason}`);
  }
  return { usable, warnings };
}

/** Of all cells at once; not estimable if one of them has a class of a single case. */
function withVariance(study: ReaderStudy, figures: CellFigures, moments: PairMoments): Estimable<CellCovariance> {
  return tooFewCases(study, figures) ?? unbiasedFromMoments(moments, figures);
}

function prepare(study: ReaderStudy, figures: CellFigures, table: PairMoments, weighting: Weighting): UStudy {
  const averages = study.treatments.map((_, t) => {
    const positions = study.readers.map((_, r) => {
      const position = figures.cells.indexOf(cellOf(study, t, r));
      return position < 0 ? undefined : position;
    });
    if (positions.every((position) => position === undefined)) return undefined;
    return readerAverage(positions, figures.estimates, (at) => kernelsOf(table, at), weighting);
  });
  const known = new Map<string, UMoments>();
  return {
    treatments: study.treatments,
    averages,
    moments(i, j) {
      const found = known.get(`${i},${j}`) ?? uMoments(table, averages[i]!, averages[j]!);
      known.set(`${i},${j}`, found);
      return found;
    },
  };
}

function kernelsOf(table: PairMoments, position: number): number {
  const width = 1 << table.classes.length;
  return Math.sqrt(table.counts[(position * table.cells.length + position) * width]!);
}
