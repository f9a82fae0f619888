import { estimated, isEstimated, type Estimable } from '../data/estimable.js';
import { UnsupportedAnalysis } from '../data/errors.js';
import { hasClusters, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { combine, zeros, type Matrix } from '../linear-algebra/index.js';
import { figuresOf, patientNumbers, tooFewCases, type CellCovariance, type CellFigures } from './cell-covariance.js';
import { gram, innerProduct } from './gram.js';

/**
 * Covariance from placement values, one sum for each class (DeLong, DeLong and Clarke-Pearson, Biometrics 1988, eq. 5).
 *
 * Where a patient has several cases, placements are summed within the patient, and the classes are no longer
 * independent (Obuchowski, Biometrics 1997). Where not all cells read all cases, a case counts in a covariance if both
 * cells read it; the matrix is positive semidefinite whatever was read.
 *
 * @throws UnsupportedAnalysis if the figure has no placement values
 */
export function delongCovariance<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): Estimable<CellCovariance> {
  if (!figure.placements)
    throw new UnsupportedAnalysis(`DeLong covariance needs placement values; ${figure.name} has none`);
  const figures = figuresOf(study, figure, cells);
  if (!isEstimated(figures)) return figures;
  const tooFew = tooFewCases(study, figures);
  if (tooFew) return tooFew;
  const clustered = hasClusters(study);
  const { positives, negatives } = deviations(study, figure, figures);
  let covariance = combine(1, gram(positives.map((row) => row.scaled)), 1, gram(negatives.map((row) => row.scaled)));
  if (clustered) covariance = combine(1, covariance, 1, crossedClasses(positives, negatives));
  return estimated({
    cells,
    estimates: figures.estimates,
    covariance,
    method: clustered ? 'delong-clustered' : 'delong',
    source: clustered ? 'Obuchowski, Biometrics 1997' : 'DeLong et al., Biometrics 1988',
  });
}

/** One cell's placements, less the figure and summed by patient, divided by the number of cases of the class. */
interface ClassDeviations {
  readonly plain: Float64Array;
  /** Times the root of I / (I - 1), I the number of patients that have such a case. */
  readonly scaled: Float64Array;
  readonly patients: Uint8Array;
}

function deviations<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  { cells, estimates, cases }: CellFigures,
): { positives: ClassDeviations[]; negatives: ClassDeviations[] } {
  const patients = patientNumbers(study);
  const ofClass = (positive: boolean): ClassDeviations[] =>
    cells.map((cell, i) => {
      const placements = figure.placements!(study, cell, cases[i]!);
      const plain = new Float64Array(patients.count);
      const seen = new Uint8Array(patients.count);
      let size = 0;
      cases[i]!.forEach((c, k) => {
        if (study.cases[c]!.positive !== positive) return;
        plain[patients.of[c]!]! += placements[k]! - estimates[i]!;
        seen[patients.of[c]!] = 1;
        size++;
      });
      const count = countOnes(seen);
      const scale = Math.sqrt(count / (count - 1)) / size;
      return {
        plain: plain.map((sum) => (size === 0 ? 0 : sum / size)),
        scaled: plain.map((sum) => (size === 0 ? 0 : sum * scale)),
        patients: seen,
      };
    });
  return { positives: ofClass(true), negatives: ofClass(false) };
}

/** What patients with cases of both classes add: I / (I - 1) sum (V10 - A)(V01 - A), both ways round. */
function crossedClasses(positives: readonly ClassDeviations[], negatives: readonly ClassDeviations[]): Matrix {
  const n = positives.length;
  const result = zeros(n, n);
  const sizes = positives.map(({ patients }, i) =>
    countOnes(patients.map((seen, p) => seen | negatives[i]!.patients[p]!)),
  );
  const factors = sizes.map((size) => Math.sqrt(size / (size - 1)));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const sum =
        innerProduct(positives[i]!.plain, negatives[j]!.plain) + innerProduct(negatives[i]!.plain, positives[j]!.plain);
      result.data[i * n + j] = result.data[j * n + i] = sum * factors[i]! * factors[j]!;
    }
  return result;
}

function countOnes(flags: Uint8Array): number {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
}
