/**
 * A seeded source of random numbers: the only randomness in this room. The same seed gives the same numbers on every
 * JavaScript engine whose `Math.log` and `Math.sqrt` are those of fdlibm (all of the common ones).
 *
 * Generator: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021):
 * 32-bit words only, which JavaScript multiplies exactly, period 2^128 - 1. Its state is a 128-bit hash of the seed.
 */
export interface Random {
  /** Uniform on the integers 0 ... 2^32 - 1. */
  uint32(): number;
  /** Uniform on (0, 1), 53 bits; neither end is ever returned. */
  uniform(): number;
  /** Standard normal deviate. */
  normal(): number;
  /** Uniform on the integers 0 ... n - 1, without modulo bias. @throws RangeError unless 1 <= n <= 2^32 */
  integer(n: number): number;
  /** A generator of its own, told apart by the label; does not advance this one. */
  fork(label: string | number): Random;
}

/**
 * @param seed any text or finite number; 1 and '1' are the same seed
 */
export function seededRandom(seed: string | number): Random {
  return new Xoshiro128(String(seed));
}

/** Fisher-Yates shuffle into a new array. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = items.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = result[i] as T;
    result[i] = result[j] as T;
    result[j] = held;
  }
  return result;
}

type Words = readonly [number, number, number, number];

/** The generator from a state instead of a seed, to check it against published sequences. */
export function randomFromState(state: Words): Random {
  return new Xoshiro128(state.join(','), state);
}

const TWO_TO_32 = 0x1_0000_0000;
const TWO_TO_MINUS_53 = 2 ** -53;

class Xoshiro128 implements Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare: number | undefined;

  constructor(
    private readonly path: string,
    state: Words = stateOf(path),
  ) {
    [this.a, this.b, this.c, this.d] = state;
  }

  uint32(): number {
    const fiveTimes = Math.imul(this.b, 5);
    const result = Math.imul((fiveTimes << 7) | (fiveTimes >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  uniform(): number {
    const high = this.uint32() >>> 6; // 26 bits
    const low = this.uint32() >>> 6; // 26 bits; the half makes the 53rd and keeps 0 out
    return (high * 0x800_0000 + low * 2 + 1) * TWO_TO_MINUS_53;
  }

  /** Marsaglia's polar method (Marsaglia and Bray, SIAM Review 1964): two deviates at a time. */
  normal(): number {
    if (this.spare !== undefined) {
      const held = this.spare;
      this.spare = undefined;
      return held;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    this.spare = v * scale;
    return u * scale;
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_TO_32)
      throw new RangeError(`integer(n) needs 1 <= n <= 2^32, got ${n}`);
    const limit = TWO_TO_32 - (TWO_TO_32 % n);
    let word: number;
    do word = this.uint32();
    while (word >= limit);
    return word % n;
  }

  fork(label: string | number): Random {
    return new Xoshiro128(`${this.path}/${label}`);
  }
}

/** One multiplier a lane, so that two texts that meet in one lane do not meet in the others. */
const LANES: Words = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** 128 bits from a text: 32 would make two of a million streams the same. */
function stateOf(text: string): Words {
  const words = LANES.map((multiplier) => hash32(text, multiplier)) as unknown as Words;
  return words.some((word) => word !== 0) ? words : [1, 2, 3, 4]; // the all-zero state never leaves itself
}

/** FNV-1a's loop over UTF-16 code units with a rotation, finished by MurmurHash3's avalanche. */
function hash32(text: string, multiplier: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), multiplier);
    h = (h << 15) | (h >>> 17);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
