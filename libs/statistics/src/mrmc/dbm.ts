import { leaveOut } from '../covariance/index.js';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { designOf } from './design.js';
import { anovaOf, type PseudovalueAnova } from './dbm-anova.js';
import { fTest, inferenceOf, intervalOf, type EqualityTest, type Inference, type Interval } from './inference.js';
import { treatmentPairs, type Analysis } from './obuchowski-rockette.js';

/** Variance components of the three-way model of pseudovalues; negative estimates are left so. */
export interface PseudovalueComponents {
  readonly reader: number;
  readonly case: number;
  readonly treatmentReader: number;
  readonly treatmentCase: number;
  readonly readerCase: number;
  readonly error: number;
}

export interface DbmResult {
  readonly metric: string;
  readonly source: string;
  readonly anova: PseudovalueAnova;
  readonly components: PseudovalueComponents;
  readonly tests: readonly ({ readonly analysis: Analysis } & Estimable<EqualityTest>)[];
  readonly means: readonly ({ readonly analysis: Analysis; readonly treatment: string } & Estimable<Interval>)[];
  readonly differences: readonly ({
    readonly analysis: Analysis;
    readonly a: string;
    readonly b: string;
  } & Estimable<Inference>)[];
  /** Each reader alone, cases random. */
  readonly readerDifferences: readonly ({
    readonly reader: string;
    readonly a: string;
    readonly b: string;
  } & Estimable<Inference>)[];
}

/** An error term: the mean square that a treatment's is held against, and its degrees of freedom. */
interface ErrorTerm {
  readonly analysis: Analysis;
  readonly meanSquare: number;
  readonly df: number;
}

/**
 * Dorfman-Berbaum-Metz analysis: three-way analysis of variance of jackknife pseudovalues (Invest Radiol 1992), with the
 * degrees of freedom and the constraints of Hillis, Berbaum and Metz (Acad Radiol 2008). With random readers and cases
 * it is the Obuchowski-Rockette analysis with jackknife covariance; fixed readers get t instead of normal tests.
 *
 * Not estimable unless all readers read all cases under all treatments, at least two of each.
 */
export function dorfmanBerbaumMetz<S extends ReaderStudy>(
  study: S,
  { figure, alpha = 0.05 }: { figure: Figure<S>; alpha?: number },
): Estimable<DbmResult> {
  if (designOf(study, figure.dependsOn) !== 'crossed') return notEstimable('pseudovalues need a crossed study');
  const { treatments, readers } = study;
  if (treatments.length < 2 || readers.length < 2) return notEstimable('needs two treatments and two readers');
  const cells = treatments.flatMap((_, t) => readers.map((_, r) => cellOf(study, t, r)));
  const left = leaveOut(study, figure, cells);
  if (!isEstimated(left)) return left;
  const K = left.units;
  const pseudovalues = left.without.map((row, cell) => row.map((value) => K * left.estimates[cell]! - (K - 1) * value));
  const anova = anovaOf(pseudovalues, treatments.length, readers.length);
  const size = { I: treatments.length, J: readers.length, K };
  const terms = errorTerms(anova, size);
  return estimated({
    metric: figure.name,
    source: 'Dorfman, Berbaum and Metz, Invest Radiol 1992; Hillis, Berbaum and Metz, Acad Radiol 2008',
    anova,
    components: componentsOf(anova, size),
    tests: terms.map((term) => ({
      analysis: term.analysis,
      ...fTest(anova.treatment.ms, term.meanSquare, size.I - 1, term.df),
    })),
    means: (['RRRC', 'FRRC', 'RRFC'] as const).flatMap((analysis) => meansOf(study, anova, size, analysis, alpha)),
    differences: terms.flatMap((term) => differencesOf(study, anova, size, term, alpha)),
    readerDifferences: readerDifferencesOf(study, anova, size, alpha),
  });
}

interface Size {
  readonly I: number;
  readonly J: number;
  readonly K: number;
}

function errorTerms(
  { treatmentReader: tr, treatmentCase: tc, residual }: PseudovalueAnova,
  { I, J, K }: Size,
): ErrorTerm[] {
  const random = tr.ms + Math.max(tc.ms - residual.ms, 0);
  return [
    { analysis: 'RRRC', meanSquare: random, df: random ** 2 / (tr.ms ** 2 / ((I - 1) * (J - 1))) },
    { analysis: 'FRRC', meanSquare: tc.ms, df: (I - 1) * (K - 1) },
    { analysis: 'RRFC', meanSquare: tr.ms, df: (I - 1) * (J - 1) },
  ];
}

function componentsOf(anova: PseudovalueAnova, { I, J, K }: Size): PseudovalueComponents {
  const { reader, case: ofCase, treatmentReader: tr, treatmentCase: tc, readerCase: rc, residual } = anova;
  return {
    reader: (reader.ms - tr.ms - rc.ms + residual.ms) / (I * K),
    case: (ofCase.ms - tc.ms - rc.ms + residual.ms) / (I * J),
    treatmentReader: (tr.ms - residual.ms) / K,
    treatmentCase: (tc.ms - residual.ms) / J,
    readerCase: (rc.ms - residual.ms) / I,
    error: residual.ms,
  };
}

function meansOf(
  study: ReaderStudy,
  anova: PseudovalueAnova,
  { J, K }: Size,
  analysis: Analysis,
  alpha: number,
): DbmResult['means'] {
  return anova.byTreatment.map(({ mean, reader, case: ofCase, readerCase }, t) => {
    const random = reader + Math.max(ofCase - readerCase, 0);
    const [meanSquare, df] = {
      RRRC: [random, random ** 2 / (reader ** 2 / (J - 1))],
      FRRC: [ofCase, K - 1],
      RRFC: [reader, J - 1],
    }[analysis] as [number, number];
    return { analysis, treatment: study.treatments[t]!, ...intervalOf(mean, meanSquare / (J * K), df, alpha) };
  });
}

function differencesOf(
  { treatments }: ReaderStudy,
  { byTreatment }: PseudovalueAnova,
  { J, K }: Size,
  { analysis, meanSquare, df }: ErrorTerm,
  alpha: number,
): DbmResult['differences'] {
  return treatmentPairs(treatments).map(([i, j]) => ({
    analysis,
    a: treatments[i]!,
    b: treatments[j]!,
    ...inferenceOf(byTreatment[i]!.mean - byTreatment[j]!.mean, (2 * meanSquare) / (J * K), df, alpha),
  }));
}

function readerDifferencesOf(
  { readers, treatments }: ReaderStudy,
  { byReader, cellMeans }: PseudovalueAnova,
  { I, J, K }: Size,
  alpha: number,
): DbmResult['readerDifferences'] {
  return readers.flatMap((reader, r) =>
    treatmentPairs(treatments).map(([i, j]) => ({
      reader,
      a: treatments[i]!,
      b: treatments[j]!,
      ...inferenceOf(
        cellMeans[i * J + r]! - cellMeans[j * J + r]!,
        (2 * byReader[r]!.treatmentCase) / K,
        (I - 1) * (K - 1),
        alpha,
      ),
    })),
  );
}
