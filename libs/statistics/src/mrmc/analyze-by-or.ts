import { covarianceOf, occupiedCells, type CellCovariance } from '../covariance/index.js';
import { isEstimated, notEstimable } from '../data/estimable.js';
import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { MrmcOptions } from './analyze-mrmc.js';
import { designOf, type StudyDesign } from './design.js';
import { meanSquares, orComponents, type ReaderTable } from './or-components.js';
import { orReadersNested } from './or-readers-nested.js';
import { obuchowskiRockette, treatmentPairs, type OrInference } from './obuchowski-rockette.js';
import { readerEstimates } from './reader-estimates.js';
import type { MrmcResult, TreatmentEstimate } from './result.js';

const OR_SOURCE =
  'Obuchowski and Rockette, Commun Stat Simul 1995; Hillis, Stat Med 2007 (degrees of freedom) and 2014 (designs)';

/** @see analyzeMrmc */
export function analyzeByOr<S extends ReaderStudy>(study: S, options: MrmcOptions<S>): MrmcResult {
  const { figure, alpha = 0.05, bootstrap } = options;
  const method = options.covariance ?? (figure.placements ? 'delong' : 'jackknife');
  const cells = occupiedCells(study);
  const design = designOf(study, figure.dependsOn);
  const covariance = covarianceOf(study, figure, method, { cells, ...(bootstrap && { bootstrap }) });
  const analysed = isEstimated(covariance)
    ? analyseDesign(study, design, covariance, { alpha, ...(figure.range && { range: figure.range }) })
    : nothing(study, covariance.reason);
  return {
    metric: figure.name,
    method: 'or',
    covariance: isEstimated(covariance) ? covariance.method : method,
    design,
    alpha,
    source: [figure.source, ...(isEstimated(covariance) ? [covariance.source] : []), OR_SOURCE],
    readers: readerEstimates(study, figure, method, covariance, cells, bootstrap),
    treatments: primaryMeans(study, analysed),
    ...analysed,
  };
}

type Analysed = OrInference & Pick<MrmcResult, 'varianceComponents'>;

function analyseDesign(
  study: ReaderStudy,
  design: StudyDesign,
  covariance: CellCovariance,
  options: { alpha: number; range?: readonly [number, number] },
): Analysed {
  if (design === 'irregular')
    return nothing(
      study,
      'some reader did not read under some treatment: no treatment by reader table; U-statistics take such data',
    );
  if (design === 'readers-nested-in-treatments') {
    const members = study.treatments.map((_, t) =>
      study.readers.flatMap((_, r) => {
        const position = covariance.cells.indexOf(cellOf(study, t, r));
        return position < 0 ? [] : [position];
      }),
    );
    const { components, ...inference } = orReadersNested(
      { treatments: study.treatments, members, cells: covariance },
      options,
    );
    return { ...inference, varianceComponents: { ...components } };
  }
  const table: ReaderTable = {
    treatments: study.treatments,
    readers: study.readers,
    estimates: covariance.estimates,
    covariance: covariance.covariance,
    design,
  };
  const inference = obuchowskiRockette(table, options);
  const { components, warnings } = componentsOf(table);
  return { ...inference, varianceComponents: components, warnings: [...inference.warnings, ...warnings] };
}

/** Components that this table has, and what to say of those that came out negative. */
function componentsOf(table: ReaderTable): { components: Record<string, unknown>; warnings: string[] } {
  const { reader, treatmentReader, ...errors } = orComponents(table);
  const several = table.readers.length > 1;
  const components = {
    ...(several && { reader }),
    ...(several && table.treatments.length > 1 && { treatmentReader }),
    ...errors,
    ...(several && { meanSquares: finiteOnly(meanSquares(table)) }),
  };
  const warnings = Object.entries({ reader, treatmentReader })
    .filter(([, value]) => value < 0)
    .map(([name, value]) => `variance component ${name} is estimated as ${value.toPrecision(4)}, which is negative; no test uses it`);
  return { components, warnings };
}

function finiteOnly(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value !== 'number' || Number.isFinite(value)),
  );
}

/** A result in which every inference says why there is none. */
function nothing(study: ReaderStudy, reason: string): Analysed {
  return {
    means: study.treatments.map((treatment) => ({ analysis: 'RRRC', treatment, ...notEstimable(reason) })),
    tests: study.treatments.length > 1 ? [{ analysis: 'RRRC', ...notEstimable(reason) }] : [],
    differences: treatmentPairs(study.treatments).map(([i, j]) => ({
      analysis: 'RRRC',
      a: study.treatments[i]!,
      b: study.treatments[j]!,
      ...notEstimable(reason),
    })),
    readerDifferences: [],
    varianceComponents: {},
    warnings: [],
  };
}

/** Random readers and cases; where there is one reader, cases alone. */
function primaryMeans(study: ReaderStudy, { means }: OrInference): TreatmentEstimate[] {
  const primary = study.readers.length === 1 && means.some(({ analysis }) => analysis === 'FRRC') ? 'FRRC' : 'RRRC';
  return means.filter(({ analysis }) => analysis === primary).map(({ analysis: _, ...mean }) => mean);
}
