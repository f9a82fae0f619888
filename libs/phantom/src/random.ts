/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2018), seeded through splitmix32.
 * Named forks give each part of a case its own stream, so that a change in one part leaves the others as they were.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare = 0;
  private hasSpare = false;

  /** @param seed any unsigned 32-bit integer */
  constructor(private readonly seed: number) {
    let state = seed >>> 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return (z ^ (z >>> 16)) >>> 0;
    };
    this.a = next() | 0; // signed: small integers stay out of the heap
    this.b = next() | 0;
    this.c = next() | 0;
    this.d = next() | 0;
  }

  /** An independent stream for a named part: the same seed and name always give the same numbers. */
  fork(name: string): Random {
    return new Random(mixSeed(this.seed, name));
  }

  /** Unsigned 32-bit integer. */
  bits(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9) >>> 0;
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = rotateLeft(this.d, 11);
    return result;
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 4294967296);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One of the given values, each as likely. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.uniform(0, values.length))] ?? values[0];
  }

  /** Gaussian; polar method of Marsaglia. */
  normal(mean = 0, deviation = 1): number {
    if (this.hasSpare) {
      this.hasSpare = false;
      return mean + deviation * this.spare;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = this.bits() / 2147483648 - 1;
      v = this.bits() / 2147483648 - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    this.spare = v * scale;
    this.hasSpare = true;
    return mean + deviation * u * scale;
  }
}

/** Derives a seed from a seed and a name (FNV-1a over the name's UTF-16 units, then an avalanche). */
export function mixSeed(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
