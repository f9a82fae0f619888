import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import { tQuantile } from '../distributions/index.js';
import { wilsonInterval, type ProportionInterval } from '../proportions/index.js';
import { cohenKappa, usedCategories, type Kappa, type KappaWeights } from './cohen-kappa.js';
import { intraclassCorrelation, type IntraclassCorrelation } from './intraclass-correlation.js';

/** One reader's two readings of one case under one condition. */
export interface RepeatedReading {
  readonly reader: string;
  readonly first: number;
  readonly second: number;
}

export interface ReaderRepeatability {
  readonly reader: string;
  readonly cases: number;
  /** Share of cases with the same answer twice. */
  readonly same: ProportionInterval;
  readonly kappa: Estimable<Kappa>;
  /** ICC(2,1): of the answers as numbers. */
  readonly correlation: Estimable<IntraclassCorrelation>;
  /** Standard deviation of one reader's readings of one case: root of half the mean squared difference. */
  readonly withinSd: number;
}

export interface RepeatAgreement {
  readonly readers: readonly ReaderRepeatability[];
  /** Mean kappa over readers, by Student's t over them: readers are taken as a sample. */
  readonly meanKappa: Estimable<{ estimate: number; se: number; df: number; ci: readonly [number, number] }>;
  readonly method: string;
  readonly source: string;
  readonly warnings: readonly string[];
}

/**
 * Within-reader agreement of cases read twice: kappa of each reader (Cohen 1960), mean over readers by t; within-subject
 * standard deviation, root of half the mean squared difference (Bland and Altman, BMJ 1996; 313:744).
 *
 * @param readings decisions (0, 1), ordinal levels or ratings
 * @param weights of kappa; quadratic for ordinal answers
 */
export function repeatAgreement(
  readings: readonly RepeatedReading[],
  { weights = 'none', alpha = 0.05 }: { weights?: KappaWeights; alpha?: number } = {},
): RepeatAgreement {
  const names = [...new Set(readings.map(({ reader }) => reader))];
  const categories = usedCategories(readings.flatMap(({ first, second }) => [first, second]));
  const readers = names.map((reader): ReaderRepeatability => {
    const pairs = readings.filter((one) => one.reader === reader).map(({ first, second }) => [first, second] as const);
    const same = pairs.filter(([first, second]) => first === second).length;
    const squares = pairs.reduce((sum, [first, second]) => sum + (first - second) ** 2, 0);
    return {
      reader,
      cases: pairs.length,
      same: wilsonInterval(same, pairs.length, alpha),
      kappa: cohenKappa(pairs, { weights, categories, alpha }),
      correlation: intraclassCorrelation(pairs, '2,1', { alpha }),
      withinSd: Math.sqrt(squares / (2 * pairs.length)),
    };
  });
  const without = readers.filter(({ kappa }) => !isEstimated(kappa));
  return {
    readers,
    meanKappa: meanOverReaders(
      readers.flatMap(({ kappa }) => (isEstimated(kappa) ? [kappa.estimate] : [])),
      alpha,
    ),
    method: 'kappa of each reader, mean by t over readers',
    source: 'Cohen 1960; Bland and Altman, BMJ 1996; 313:744 (within-subject standard deviation)',
    warnings: without.map(({ reader }) => `reader ${reader} has no kappa and is left out of the mean`),
  };
}

function meanOverReaders(values: readonly number[], alpha: number): RepeatAgreement['meanKappa'] {
  const n = values.length;
  if (n < 2) return notEstimable(`${n} readers have a kappa: no variation between readers`);
  const estimate = values.reduce((sum, value) => sum + value, 0) / n;
  const se = Math.sqrt(values.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (n - 1) / n);
  const reach = se * tQuantile(1 - alpha / 2, n - 1);
  return estimated({ estimate, se, df: n - 1, ci: [estimate - reach, estimate + reach] as const });
}
