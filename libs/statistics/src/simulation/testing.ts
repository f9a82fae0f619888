import { seededRandom, shuffled } from './random.js';

interface NamedRead {
  readonly reader: string;
  readonly case: string;
  readonly condition: string;
}

/** The same reads of r0, r1 ..., c0, c1 ... in another order and under other names, which sort the other way round; aided is zeta, unaided alpha. */
export function renamed<T extends NamedRead>(reads: readonly T[], seed: number): T[] {
  return shuffled(reads, seededRandom(`${seed} order`)).map((read) => ({
    ...read,
    reader: `${9 - Number(read.reader.slice(1))}x`,
    case: `${99 - Number(read.case.slice(1))}y`,
    condition: read.condition === 'aided' ? 'zeta' : 'alpha',
  }));
}
