import { normalCdf } from '../distributions/index.js';

/**
 * P(X <= h, Y <= k) of two standard normal variables with correlation `rho` in [-1, 1].
 *
 * Plackett's identity (Biometrika 1954) in Drezner and Wesolowsky's angle (J Stat Comput Simul 1990): the derivative in
 * rho is a density, so the probability is its value at independence plus an integral over theta in (0, asin rho). Panels
 * that halve their distance to theta = pi/2 keep 20-point Gauss-Legendre exact to rounding up to |rho| = 1.
 */
export function bivariateNormalCdf(h: number, k: number, rho: number): number {
  if (rho < 0) return Math.max(0, normalCdf(h) - bivariateNormalCdf(h, -k, -rho));
  if (h === -Infinity || k === -Infinity) return 0;
  if (h === Infinity || k === Infinity || rho >= 1) return normalCdf(Math.min(h, k));
  const independent = normalCdf(h) * normalCdf(k);
  if (rho === 0) return independent;
  const end = Math.acos(rho); // distance of the upper limit from pi/2
  let integral = 0;
  for (let from = Math.PI / 2; from > end; from /= 2) integral += panel(h, k, Math.max(end, from / 2), from);
  return Math.min(1, independent + integral / (2 * Math.PI));
}

/** Integral of the density over distances `near` ... `far` from theta = pi/2. */
function panel(h: number, k: number, near: number, far: number): number {
  const half = (far - near) / 2;
  const middle = (far + near) / 2;
  let sum = 0;
  for (const [node, weight] of GAUSS_LEGENDRE) sum += weight * density(h, k, middle + half * node);
  return half * sum;
}

/** The exponent is split so that nothing cancels as theta nears pi/2: (h-k)^2 / 2cos^2 + hk / (1 + sin). */
function density(h: number, k: number, distance: number): number {
  const cosine = Math.sin(distance);
  const sine = Math.cos(distance);
  const gap = (h - k) / cosine;
  return Math.exp(-gap * gap * 0.5 - (h * k) / (1 + sine));
}

const GAUSS_LEGENDRE = gaussLegendre(20);

/** Nodes and weights on [-1, 1]: Newton's method on the Legendre polynomial, from Tricomi's first guess. */
function gaussLegendre(n: number): readonly (readonly [node: number, weight: number])[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 10; step++) {
      let value = x;
      let before = 1;
      for (let j = 2; j <= n; j++) [before, value] = [value, ((2 * j - 1) * x * value - (j - 1) * before) / j];
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)] as const;
  });
}
