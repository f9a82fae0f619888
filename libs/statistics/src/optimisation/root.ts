/** The caller's interval does not bracket a root. */
export class NoBracket extends Error {
  override readonly name = 'NoBracket';
}

/**
 * A root of a continuous function between two points of opposite sign, by Brent's method (Brent 1973, chapter 4).
 *
 * @param tolerance width of the bracket at which to stop
 * @throws NoBracket if the function has the same sign at both ends
 */
export function findRoot(f: (x: number) => number, lower: number, upper: number, tolerance = 1e-12): number {
  let [a, fa, b, fb] = [lower, f(lower), upper, f(upper)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) throw new NoBracket(`f(${lower}) = ${fa} and f(${upper}) = ${fb} do not differ in sign`);
  let [c, fc, width, previous] = [a, fa, b - a, b - a];
  for (let i = 0; i < 200; i++) {
    if (fb * fc > 0) [c, fc, width, previous] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const closeness = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= closeness || fb === 0) return b;
    const interpolated =
      Math.abs(previous) >= closeness && Math.abs(fa) > Math.abs(fb) ? interpolate(a, b, c, fa, fb, fc) : Infinity;
    const usable =
      Math.abs(interpolated) < Math.min(Math.abs(previous) / 2, 0.75 * Math.abs(half)) && interpolated * half > 0;
    [previous, width] = usable ? [width, interpolated] : [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(width) > closeness ? width : Math.sign(half) * closeness;
    fb = f(b);
  }
  return b;
}

/** The step from b by inverse quadratic interpolation through three points, or by the secant through two. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1) || Infinity;
  const q = fa / fc;
  const r = fb / fc;
  const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -numerator / ((q - 1) * (r - 1) * (s - 1));
}
