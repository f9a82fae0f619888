import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { fQuantile, fSurvival } from '../distributions/index.js';

/**
 * `2,1`: one rating by a rater drawn at random, absolute agreement; `3,1`: one rating by these raters, consistency;
 * `2,k`: the mean of as many raters drawn at random, absolute agreement.
 */
export type IccForm = '2,1' | '3,1' | '2,k';

export interface IntraclassCorrelation {
  readonly form: IccForm;
  readonly estimate: number;
  readonly ci: readonly [number, number];
  /** Subjects against error: the test that the correlation is zero. */
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
  readonly subjects: number;
  readonly raters: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: readonly string[];
}

/**
 * Intraclass correlation of a table of ratings, subjects by raters (Shrout and Fleiss, Psychol Bull 1979; 86:420), intervals
 * by McGraw and Wong (Psychol Methods 1996; 1:30).
 *
 * @param ratings one row a subject, raters in the same order; rows with a missing rating (null) are left out and counted
 */
export function intraclassCorrelation(
  ratings: readonly (readonly (number | null)[])[],
  form: IccForm,
  { alpha = 0.05 }: { alpha?: number } = {},
): Estimable<IntraclassCorrelation> {
  const rows = ratings.filter((row): row is readonly number[] => row.every((rating) => rating !== null));
  const [n, k] = [rows.length, rows[0]?.length ?? 0];
  if (rows.some((row) => row.length !== k)) throw new RangeError('rows differ in their number of raters');
  if (n < 2) return notEstimable(`${n} subjects were rated by all raters`);
  if (k < 2) return notEstimable('one rater alone');
  const squares = meanSquares(rows);
  const { subject, error } = squares;
  if (subject === 0 && error === 0) return notEstimable('no rating differs between subjects');
  if (!(error > 0)) return notEstimable('raters agree but for a constant: the error is zero, and with it no interval');
  const f = subject / error;
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const { estimate, ci } = FORMS[form]({ ...squares, n, k }, alpha);
  const left = ratings.length - n;
  return estimated({
    form,
    estimate,
    ci,
    f,
    df1,
    df2,
    p: fSurvival(f, df1, df2),
    subjects: n,
    raters: k,
    method: `ICC(${form})`,
    source: 'Shrout and Fleiss, Psychol Bull 1979; McGraw and Wong, Psychol Methods 1996',
    warnings: left > 0 ? [`${left} subjects without a rating by every rater are left out`] : [],
  });
}

interface MeanSquares {
  readonly subject: number;
  readonly rater: number;
  readonly error: number;
}
interface Table extends MeanSquares {
  readonly n: number;
  readonly k: number;
}
interface Bounded {
  readonly estimate: number;
  readonly ci: readonly [number, number];
}

const FORMS: Readonly<Record<IccForm, (table: Table, alpha: number) => Bounded>> = {
  '2,1': randomRaters,
  '3,1': fixedRaters,
  '2,k': (table, alpha) => {
    const { n, subject, rater, error } = table;
    const [lower, upper] = randomRaters(table, alpha).ci;
    const stepUp = (r: number) => (table.k * r) / (1 + (table.k - 1) * r); // Spearman-Brown
    return { estimate: (subject - error) / (subject + (rater - error) / n), ci: [stepUp(lower), stepUp(upper)] };
  },
};

function fixedRaters({ subject, error, n, k }: Table, alpha: number): Bounded {
  const f = subject / error;
  const df = (n - 1) * (k - 1);
  const low = f / fQuantile(1 - alpha / 2, n - 1, df);
  const high = f * fQuantile(1 - alpha / 2, df, n - 1);
  return { estimate: (f - 1) / (f + k - 1), ci: [(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)] };
}

/** McGraw and Wong (1996), table 7, case 2: Satterthwaite's degrees of freedom for raters and error together. */
function randomRaters({ subject, rater, error, n, k }: Table, alpha: number): Bounded {
  const estimate = (subject - error) / (subject + (k - 1) * error + (k * (rater - error)) / n);
  const a = (k * estimate) / (n * (1 - estimate));
  const b = 1 + (k * estimate * (n - 1)) / (n * (1 - estimate));
  const df = (a * rater + b * error) ** 2 / ((a * rater) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)));
  const noise = k * rater + (k * n - k - n) * error;
  const low = fQuantile(1 - alpha / 2, n - 1, df);
  const high = fQuantile(1 - alpha / 2, df, n - 1);
  return {
    estimate,
    ci: [
      (n * (subject - low * error)) / (low * noise + n * subject),
      (n * (high * subject - error)) / (noise + n * high * subject),
    ],
  };
}

function meanSquares(rows: readonly (readonly number[])[]): MeanSquares {
  const [n, k] = [rows.length, rows[0]!.length];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ofSubject = rows.map(mean);
  const ofRater = rows[0]!.map((_, j) => mean(rows.map((row) => row[j]!)));
  const grand = mean(ofSubject);
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
  const residuals = rows.flatMap((row, i) => row.map((value, j) => value - ofSubject[i]! - ofRater[j]! + grand));
  return {
    subject: (k * squares(ofSubject.map((value) => value - grand))) / (n - 1),
    rater: (n * squares(ofRater.map((value) => value - grand))) / (k - 1),
    error: squares(residuals) / ((n - 1) * (k - 1)),
  };
}
