import beta from '@stdlib/stats-base-dists-beta';
import binomial from '@stdlib/stats-base-dists-binomial';

/** P(X <= x) of the beta distribution with shapes `a`, `b` > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  return beta.cdf(x, a, b);
}

/** The x with P(X <= x) = p of the beta distribution; p in [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  return beta.quantile(p, a, b);
}

/** P(X = k) of k successes in `n` trials of probability `p`. */
export function binomialPmf(k: number, n: number, p: number): number {
  return binomial.pmf(k, n, p);
}

/** P(X <= k) of k successes in `n` trials of probability `p`. */
export function binomialCdf(k: number, n: number, p: number): number {
  return binomial.cdf(k, n, p);
}
