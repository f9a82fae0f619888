import {
  covarianceOf,
  type BootstrapOptions,
  type CellCovariance,
  type CovarianceMethod,
} from '../covariance/index.js';
import { UnsupportedAnalysis } from '../data/errors.js';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { casesRead, cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { at } from '../linear-algebra/index.js';
import { inferenceOf, type Inference } from './inference.js';
import { average } from './or-components.js';

/** One cell: which reader, under which treatment. */
export interface CellName {
  readonly reader: string;
  readonly treatment: string;
}

export interface StandaloneOptions<S extends ReaderStudy> {
  readonly figure: Figure<S>;
  /** The cell that holds the standalone AI's ratings. */
  readonly ai: CellName;
  /** The readers' treatment that it is compared with. */
  readonly treatment: string;
  readonly covariance?: CovarianceMethod;
  readonly alpha?: number;
  readonly bootstrap?: BootstrapOptions;
}

export interface StandaloneResult {
  readonly metric: string;
  readonly covariance: string;
  readonly source: readonly string[];
  readonly ai: { readonly estimate: number; readonly se: number };
  readonly readers: readonly { readonly reader: string; readonly estimate: number; readonly difference: number }[];
  readonly readersMean: number;
  /** Readers' mean minus AI. RRRC: other readers and cases; RRFC: other readers, these cases; FRRC: the reverse. */
  readonly differences: readonly ({ readonly analysis: 'RRRC' | 'FRRC' | 'RRFC' } & Estimable<Inference>)[];
  /** Covariance over cases of two readers' differences to the AI, and the variance of one, averaged. */
  readonly components: { readonly error: number; readonly cov2: number; readonly meanSquareReader: number };
  readonly warnings: readonly string[];
}

const SOURCE =
  'Hillis, Stat Med 2007, section 5.3, of the differences to the AI (Chakraborty, RJafroc StSignificanceTestingCadVsRad, 1T-RRRC)';

/**
 * Standalone AI against the readers' mean. The AI is one fixed reader, so each reader's difference to it is the figure,
 * and the Obuchowski-Rockette analysis of a single treatment applies to these differences.
 *
 * @throws UnsupportedAnalysis if the study has no such cell or treatment
 */
export function compareStandalone<S extends ReaderStudy>(
  study: S,
  options: StandaloneOptions<S>,
): Estimable<StandaloneResult> {
  const { figure, alpha = 0.05, bootstrap } = options;
  const [ai, ...cells] = cellsOf(study, options);
  if (cells.length === 0) return notEstimable(`nobody but the AI read under ${options.treatment}`);
  const method = options.covariance ?? (figure.placements ? 'delong' : 'jackknife');
  const all = covarianceOf(study, figure, method, { cells: [ai!, ...cells], ...(bootstrap && { bootstrap }) });
  if (!isEstimated(all)) return all;
  const table = differencesToFirst(all);
  const result: StandaloneResult = {
    metric: figure.name,
    covariance: all.method,
    source: [figure.source, all.source, SOURCE],
    ai: { estimate: all.estimates[0]!, se: Math.sqrt(at(all.covariance, 0, 0)) },
    readers: cells.map((cell, r) => ({
      reader: study.readers[cell % study.readers.length]!,
      estimate: all.estimates[r + 1]!,
      difference: table.values[r]!,
    })),
    readersMean: table.mean + all.estimates[0]!,
    differences: inferences(table, alpha),
    components: { error: table.error, cov2: table.cov2, meanSquareReader: table.meanSquare },
    warnings:
      table.cov2 < 0 ? [`cov2 of the differences is estimated as ${table.cov2.toPrecision(4)} and taken as zero (Hillis 2007)`] : [],
  };
  return estimated(result);
}

/** Each reader's figure less the AI's, and the moments that the analysis of one treatment needs of them. */
interface DifferenceTable {
  readonly values: readonly number[];
  readonly mean: number;
  /** Between readers; zero for one. */
  readonly meanSquare: number;
  readonly error: number;
  readonly cov2: number;
}

function differencesToFirst({ estimates, covariance }: CellCovariance): DifferenceTable {
  const rows = Array.from({ length: estimates.length - 1 }, (_, r) => r + 1);
  const between = (i: number, j: number): number =>
    at(covariance, i, j) - at(covariance, i, 0) - at(covariance, 0, j) + at(covariance, 0, 0);
  const values = rows.map((row) => estimates[row]! - estimates[0]!);
  const mean = average(values);
  const pairs = rows.flatMap((i) => rows.filter((j) => j !== i).map((j) => between(i, j)));
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    values,
    mean,
    meanSquare: rows.length > 1 ? squares / (rows.length - 1) : 0,
    error: average(rows.map((row) => between(row, row))),
    cov2: pairs.length > 0 ? average(pairs) : 0,
  };
}

function inferences(
  { values, mean, meanSquare, error, cov2 }: DifferenceTable,
  alpha: number,
): StandaloneResult['differences'] {
  const J = values.length;
  const shared = Math.max(cov2, 0);
  const fixed = inferenceOf(mean, (error + (J - 1) * shared) / J, null, alpha);
  if (J === 1) {
    const oneReader = notEstimable('one reader tells nothing of the variation between readers');
    return [
      { analysis: 'RRRC', ...oneReader },
      { analysis: 'FRRC', ...fixed },
      { analysis: 'RRFC', ...oneReader },
    ];
  }
  const random = meanSquare + J * shared;
  return [
    { analysis: 'RRRC', ...inferenceOf(mean, random / J, random ** 2 / (meanSquare ** 2 / (J - 1)), alpha) },
    { analysis: 'FRRC', ...fixed },
    { analysis: 'RRFC', ...inferenceOf(mean, meanSquare / J, J - 1, alpha) },
  ];
}

/** The AI's cell, then those of the readers under the treatment. */
function cellsOf<S extends ReaderStudy>(study: S, { ai, treatment }: StandaloneOptions<S>): number[] {
  const find = (list: readonly string[], name: string, what: string): number => {
    const position = list.indexOf(name);
    if (position < 0) throw new UnsupportedAnalysis(`no ${what} ${name} in this study`);
    return position;
  };
  const reader = find(study.readers, ai.reader, 'reader');
  const aiCell = cellOf(study, find(study.treatments, ai.treatment, 'treatment'), reader);
  const t = find(study.treatments, treatment, 'treatment');
  const others = [...study.readers.keys()].filter((r) => r !== reader).map((r) => cellOf(study, t, r));
  return [aiCell, ...others.filter((cell) => casesRead(study, cell).length > 0)];
}
