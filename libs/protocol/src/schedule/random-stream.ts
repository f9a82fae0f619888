import { sha256Hex } from '@lectern/evidence';

/**
 * A reproducible stream of random numbers: SHA-256 in counter mode over a key. Named and versioned because a schedule must be derivable to the byte
 * years later from its key alone, on any machine.
 */
export const RANDOM_STREAM = 'sha256-ctr/1';

export class RandomStream {
  private counter = 0;
  private words: number[] = [];

  /** @param key any text; streams of different keys are independent */
  constructor(private readonly key: string) {}

  /** A whole number in [0, n), each equally likely (rejection: no modulo bias). @throws RangeError unless 1 <= n <= 2^32 */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) throw new RangeError(`below(${n})`);
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const word = this.nextWord();
      if (word < limit) return word % n;
    }
  }

  /** A new array with the items in random order (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }

  private nextWord(): number {
    if (this.words.length === 0) {
      const block = sha256Hex(`${RANDOM_STREAM}\n${this.key}\n${this.counter++}`);
      for (let i = 56; i >= 0; i -= 8) this.words.push(Number.parseInt(block.slice(i, i + 8), 16));
    }
    return this.words.pop() as number;
  }
}
