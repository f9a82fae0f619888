import type { Random } from './random.js';

const SIZE = 32;
const MASK = SIZE - 1;

/** A smooth random field of three coordinates, values in [-1, 1], one feature a unit of length, periodic over 32 units. */
export type Noise = (x: number, y: number, z: number) => number;

/** Value noise: random numbers on a lattice, joined by a quintic that is smooth to the second derivative (Perlin 2002). */
export function smoothNoise(random: Random): Noise {
  const lattice = new Float32Array(SIZE ** 3);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.uniform(-1, 1);
  const at = (x: number, y: number, z: number): number =>
    lattice[((z & MASK) << 10) | ((y & MASK) << 5) | (x & MASK)] as number;
  return (x, y, z) => {
    const xi = Math.floor(x);
    const yi = Math.floor(y);
    const zi = Math.floor(z);
    const u = fade(x - xi);
    const v = fade(y - yi);
    const w = fade(z - zi);
    const front = mix(
      mix(at(xi, yi, zi), at(xi + 1, yi, zi), u),
      mix(at(xi, yi + 1, zi), at(xi + 1, yi + 1, zi), u),
      v,
    );
    const xy = mix(at(xi, yi, zi + 1), at(xi + 1, yi, zi + 1), u);
    return mix(front, mix(xy, mix(at(xi, yi + 1, zi + 1), at(xi + 1, yi + 1, zi + 1), u), v), w);
  };
}

/** Linear interpolation from `a` (0) to `b` (1). */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `low`, 1 above `high`, a smooth cubic between. */
export function smoothStep(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/** `x` held between `low` and `high`. */
export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** Straight line through (x0, y0) and (x1, y1), constant outside. */
export function ramp(x: number, x0: number, y0: number, x1: number, y1: number): number {
  return mix(y0, y1, clamp((x - x0) / (x1 - x0), 0, 1));
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}
