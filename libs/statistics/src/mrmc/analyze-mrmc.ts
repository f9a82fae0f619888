import type { BootstrapOptions, CovarianceMethod } from '../covariance/index.js';
import type { ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { analyzeByOr } from './analyze-by-or.js';
import { analyzeByUStatistics } from './analyze-by-u-statistics.js';
import type { MrmcResult } from './result.js';
import type { Weighting } from './u-moments.js';

export interface MrmcOptions<S extends ReaderStudy> {
  readonly figure: Figure<S>;
  /** Obuchowski-Rockette (default), or U-statistics. */
  readonly method?: 'or' | 'ustat';
  /** For Obuchowski-Rockette; default DeLong where the figure has placement values, else jackknife. */
  readonly covariance?: CovarianceMethod;
  /** Default 0.05: intervals of 95%. */
  readonly alpha?: number;
  /** For U-statistics; default unbiased, which falls back on biased where it comes out negative. */
  readonly variance?: 'unbiased' | 'biased';
  /** For U-statistics; default `pairs`. */
  readonly weighting?: Weighting;
  /** Needed for the covariance `bootstrap`. */
  readonly bootstrap?: BootstrapOptions;
}

/**
 * Multi-reader multi-case analysis of one figure of merit: Obuchowski-Rockette with Hillis's degrees of freedom (Hillis, Stat
 * Med 2007; 2014), or U-statistics (Gallas et al. 2009). Formulas: mrmc.md.
 *
 * What the data do not determine is in its place as "not estimable" with the reason.
 *
 * @throws UnsupportedAnalysis where the figure does not suit the method
 */
export function analyzeMrmc<S extends ReaderStudy>(study: S, options: MrmcOptions<S>): MrmcResult {
  return options.method === 'ustat' ? analyzeByUStatistics(study, options) : analyzeByOr(study, options);
}
