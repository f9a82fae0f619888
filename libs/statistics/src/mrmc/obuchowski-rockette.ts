import { notEstimable, type Estimable } from '../data/estimable.js';
import {
  chiSquaredTest,
  fTest,
  inferenceOf,
  intervalOf,
  type EqualityTest,
  type Inference,
  type Interval,
} from './inference.js';
import { errorCovariances, meanSquares, treatmentMeans, type ReaderTable } from './or-components.js';

/** To whom the result applies: R random or F fixed, readers first, then cases. */
export type Analysis = 'RRRC' | 'FRRC' | 'RRFC';

export type TreatmentMean = { readonly analysis: Analysis; readonly treatment: string } & Estimable<Interval>;
/** a minus b. */
export type TreatmentDifference = {
  readonly analysis: Analysis;
  readonly a: string;
  readonly b: string;
} & Estimable<Inference>;
export type ReaderDifference = {
  readonly reader: string;
  readonly a: string;
  readonly b: string;
} & Estimable<Inference>;
export type TreatmentTest = { readonly analysis: Analysis } & Estimable<EqualityTest>;

export interface OrInference {
  readonly means: readonly TreatmentMean[];
  readonly tests: readonly TreatmentTest[];
  readonly differences: readonly TreatmentDifference[];
  /** Each reader alone, cases random. */
  readonly readerDifferences: readonly ReaderDifference[];
  readonly warnings: readonly string[];
}

/** What one analysis says of a variance: variance of a difference of two treatments times J / 2, and its df. */
interface ErrorTerm {
  readonly analysis: Analysis;
  readonly value: number;
  readonly df: number | null;
  readonly reason?: string;
}

/**
 * Obuchowski-Rockette analysis with the degrees of freedom of Hillis (Stat Med 2007), of a complete table of figures.
 * Covariance differences that come out negative are taken as zero where Hillis does so, and reported.
 */
export function obuchowskiRockette(
  table: ReaderTable,
  { alpha = 0.05, range }: { alpha?: number; range?: readonly [number, number] } = {},
): OrInference {
  const warnings = constraintWarnings(table);
  const means = (['RRRC', 'FRRC', 'RRFC'] as const).flatMap((analysis) => meansOf(table, analysis, alpha, range));
  if (table.treatments.length < 2) return { means, tests: [], differences: [], readerDifferences: [], warnings };
  const terms = errorTerms(table);
  return {
    means,
    tests: terms.map((term) => ({ analysis: term.analysis, ...testOf(table, term) })),
    differences: terms.flatMap((term) => differencesOf(table, term, alpha)),
    readerDifferences: readerDifferencesOf(table, alpha),
    warnings,
  };
}

function errorTerms(table: ReaderTable): ErrorTerm[] {
  const [I, J] = [table.treatments.length, table.readers.length];
  const ms = meanSquares(table).treatmentReader;
  const { error, cov1, cov2, cov3 } = errorCovariances(table);
  const shared = Math.max(cov2 - cov3, 0);
  const own = (I - 1) * (J - 1);
  const random = ms + J * shared;
  const reason = J === 1 ? ONE_READER : undefined;
  return [
    { analysis: 'RRRC', value: random, df: random ** 2 / (ms ** 2 / own), ...(reason && { reason }) },
    { analysis: 'FRRC', value: error - cov1 + (J - 1) * shared, df: null },
    { analysis: 'RRFC', value: ms, df: own, ...(reason && { reason }) },
  ];
}

const ONE_READER = 'one reader tells nothing of the variation between readers';

function testOf(table: ReaderTable, term: ErrorTerm): Estimable<EqualityTest> {
  if (term.reason) return notEstimable(term.reason);
  const I = table.treatments.length;
  const ms = meanSquares(table).treatment;
  if (term.df !== null) return fTest(ms, term.value, I - 1, term.df);
  return term.value > 0
    ? chiSquaredTest(((I - 1) * ms) / term.value, I - 1)
    : notEstimable('the variance is not positive');
}

function differencesOf(table: ReaderTable, term: ErrorTerm, alpha: number): TreatmentDifference[] {
  const means = treatmentMeans(table);
  const variance = (2 / table.readers.length) * term.value;
  return treatmentPairs(table.treatments).map(([i, j]) => ({
    analysis: term.analysis,
    a: table.treatments[i]!,
    b: table.treatments[j]!,
    ...(term.reason ? notEstimable(term.reason) : inferenceOf(means[i]! - means[j]!, variance, term.df, alpha)),
  }));
}

function meansOf(
  table: ReaderTable,
  analysis: Analysis,
  alpha: number,
  range?: readonly [number, number],
): TreatmentMean[] {
  const J = table.readers.length;
  const ms = meanSquares(table).readerByTreatment;
  return treatmentMeans(table).map((mean, t) => {
    const { error, cov2 } = errorCovariances(table, [t]);
    const shared = J * Math.max(cov2, 0);
    const between = ms[t]!;
    const [variance, df] = {
      RRRC: [(between + shared) / J, (between + shared) ** 2 / (between ** 2 / (J - 1))],
      FRRC: [(error + (J - 1) * Math.max(cov2, 0)) / J, null],
      RRFC: [between / J, J - 1],
    }[analysis] as [number, number | null];
    const value =
      J === 1 && analysis !== 'FRRC' ? notEstimable(ONE_READER) : intervalOf(mean, variance, df, alpha, range);
    return { analysis, treatment: table.treatments[t]!, ...value };
  });
}

function readerDifferencesOf(table: ReaderTable, alpha: number): ReaderDifference[] {
  const J = table.readers.length;
  return table.readers.flatMap((reader, r) => {
    const { error, cov1 } = errorCovariances(table, undefined, [r]);
    return treatmentPairs(table.treatments).map(([i, j]) => ({
      reader,
      a: table.treatments[i]!,
      b: table.treatments[j]!,
      ...inferenceOf(table.estimates[i * J + r]! - table.estimates[j * J + r]!, 2 * (error - cov1), null, alpha),
    }));
  });
}

/** Pairs of positions, in order. */
export function treatmentPairs(treatments: readonly string[]): [number, number][] {
  return treatments.flatMap((_, i) => treatments.slice(i + 1).map((_, k): [number, number] => [i, i + 1 + k]));
}

function constraintWarnings(table: ReaderTable): string[] {
  const { cov2, cov3 } = errorCovariances(table);
  const warnings: string[] = [];
  if (table.treatments.length > 1 && cov2 - cov3 < 0)
    warnings.push(`cov2 - cov3 is estimated as ${(cov2 - cov3).toPrecision(4)} and taken as zero (Hillis 2007)`);
  table.treatments.forEach((treatment, t) => {
    const own = errorCovariances(table, [t]).cov2;
    if (own < 0) warnings.push(`cov2 of treatment ${treatment} is estimated as ${own.toPrecision(4)} and taken as zero (Hillis 2007)`);
  });
  return warnings;
}
