import betainc from '@stdlib/math-base-special-betainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import { chiSquaredCdf, chiSquaredSurvival } from './chi-squared.js';
import { betaTail } from './fisher-f.js';
import { normalCdf } from './normal.js';

const NEGLIGIBLE = 1e-17;

/**
 * Sum over k of Poisson(k; mean) * term(k), from the mode outwards until the weights no longer count
 * (Benton & Krishnamoorthy 2003, Comput Stat Data Anal 43:249, section 2). Weights are relative to the mode's and
 * divided by their own sum: no gamma function is needed, and large means lose no digits. `term` must be bounded.
 */
function poissonMixture(mean: number, term: (k: number) => number): number {
  const mode = Math.floor(mean);
  let sum = 0;
  let total = 0;
  const add = (weight: number, k: number): void => {
    sum += weight * term(k);
    total += weight;
  };
  for (let k = mode, weight = 1; weight > NEGLIGIBLE; k++, weight *= mean / k) add(weight, k);
  for (let k = mode - 1, weight = mode / mean; k >= 0 && weight > NEGLIGIBLE; weight *= k / mean, k--) add(weight, k);
  return sum / total;
}

/**
 * P(X <= x) of the noncentral chi-squared distribution.
 *
 * @param df degrees of freedom, > 0
 * @param noncentrality lambda >= 0, the sum of squared means
 */
export function noncentralChiSquaredCdf(x: number, df: number, noncentrality: number): number {
  if (x <= 0) return 0;
  return poissonMixture(noncentrality / 2, (k) => chiSquaredCdf(x, df + 2 * k));
}

/** P(X > x) of the noncentral chi-squared distribution, without cancellation in the upper tail. */
export function noncentralChiSquaredSurvival(x: number, df: number, noncentrality: number): number {
  if (x <= 0) return 1;
  return poissonMixture(noncentrality / 2, (k) => chiSquaredSurvival(x, df + 2 * k));
}

/**
 * P(F <= x) of the noncentral F distribution.
 *
 * @param df1 numerator degrees of freedom, > 0
 * @param df2 denominator degrees of freedom, > 0; Infinity gives a noncentral chi-squared over df1
 * @param noncentrality lambda >= 0 (R's `ncp`)
 */
export function noncentralFCdf(x: number, df1: number, df2: number, noncentrality: number): number {
  if (x <= 0) return 0;
  if (df2 === Infinity) return noncentralChiSquaredCdf(x * df1, df1, noncentrality);
  return poissonMixture(noncentrality / 2, (k) => betaTail(df1 * x, df2, df1 / 2 + k, df2 / 2, false));
}

/** P(F > x) of the noncentral F distribution: the power of an F test, at its critical value. Parameters as for the cdf. */
export function noncentralFSurvival(x: number, df1: number, df2: number, noncentrality: number): number {
  if (x <= 0) return 1;
  if (df2 === Infinity) return noncentralChiSquaredSurvival(x * df1, df1, noncentrality);
  return poissonMixture(noncentrality / 2, (k) => betaTail(df1 * x, df2, df1 / 2 + k, df2 / 2, true));
}

/**
 * P(T <= x) of the noncentral t distribution, as a mixture of incomplete beta functions (Lenth 1989, AS 243).
 *
 * @param df degrees of freedom, > 0; Infinity gives a normal with mean `noncentrality`
 * @param noncentrality delta, the mean of the normal numerator
 */
export function noncentralTCdf(x: number, df: number, noncentrality: number): number {
  if (df === Infinity) return normalCdf(x - noncentrality);
  if (x < 0) return 1 - noncentralTCdf(-x, df, -noncentrality);
  const ratio = (x * x) / (x * x + df);
  const below = normalCdf(-noncentrality);
  if (ratio === 0) return below;
  return Math.min(1, Math.max(0, below + positivePart(ratio, df, noncentrality)));
}

/** P(0 < T <= x) for x > 0: half of sum_k p_k I(k + 1/2) + q_k I(k + 1), where p_k, q_k carry delta's even and odd powers. */
function positivePart(ratio: number, df: number, delta: number): number {
  const mean = (delta * delta) / 2;
  const even = poissonMixture(mean, (k) => betainc(ratio, k + 0.5, df / 2));
  // q_k = delta / sqrt(2) e^-mean mean^k / Gamma(k + 3/2), written against the Poisson weight so that one loop serves both.
  const odd = poissonMixture(mean, (k) => oddWeight(k) * betainc(ratio, k + 1, df / 2));
  return (even + (delta / Math.SQRT2) * odd) / 2;
}

/** Gamma(k + 1) / Gamma(k + 3/2); in (0, 1.13], below one from k = 1 on. */
function oddWeight(k: number): number {
  return Math.exp(gammaln(k + 1) - gammaln(k + 1.5));
}
