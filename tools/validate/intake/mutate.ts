import { DicomRefusedError, readPart10, type Dataset } from '@lectern/dicom';

export const mutationKinds = ['bit flips', 'truncation', 'swapped lengths', 'huge length', 'deep sequences'] as const;
export type MutationKind = (typeof mutationKinds)[number];

export interface Mutation {
  readonly kind: MutationKind;
  readonly bytes: Uint8Array;
}

type Random = (below: number) => number;

/** Seeded generator (mulberry32): the same mutations in every run. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One damaged copy of a file; the same for the same seed. */
export function mutated(file: Uint8Array, seed: number): Mutation {
  const random = seeded(seed);
  const kind = mutationKinds[seed % mutationKinds.length] as MutationKind;
  return { kind, bytes: ways[kind](Uint8Array.from(file), random) };
}

const ways: Readonly<Record<MutationKind, (copy: Uint8Array, random: Random) => Uint8Array>> = {
  'bit flips': flipped,
  truncation: (copy, random) => copy.subarray(0, random(copy.length)),
  'swapped lengths': (copy, random) => {
    const [a, b] = [placeOfLength(copy, random), placeOfLength(copy, random)];
    const [atA, atB] = [copy.slice(a, a + 2), copy.slice(b, b + 2)];
    copy.set(atB, a);
    copy.set(atA, b);
    return copy;
  },
  'huge length': (copy, random) => {
    const at = placeOfLength(copy, random);
    copy.set(
      [
        [0xff, 0xff],
        [0xfe, 0xff],
        [0xff, 0x7f],
        [0, 0x80],
      ][random(4)] as number[],
      at,
    );
    if (random(2) === 0) copy.set([0xff, 0xff].slice(0, Math.max(0, copy.length - at - 2)), at + 2);
    return copy;
  },
  'deep sequences': (copy, random) => deepened(copy, random),
};

/** One to eight bits; half the time within the first 2 kB, where the headers are. */
function flipped(copy: Uint8Array, random: Random): Uint8Array {
  const within = random(2) === 0 ? Math.min(copy.length, 2048) : copy.length;
  for (let flips = 1 + random(8); flips > 0; flips--) {
    const at = random(within);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
  }
  return copy;
}

/** Sequences within sequences, some or very many, of undefined length, put between two attributes. */
function deepened(copy: Uint8Array, random: Random): Uint8Array {
  const depth = [3, 40, 5000][random(3)] as number;
  const open = [0xff, 0xff, 0xff, 0xff];
  const explicit = [0x08, 0x00, 0x40, 0x11, 0x53, 0x51, 0, 0, ...open, 0xfe, 0xff, 0x00, 0xe0, ...open];
  const implicit = [0x08, 0x00, 0x40, 0x11, ...open, 0xfe, 0xff, 0x00, 0xe0, ...open];
  const nest = random(2) === 0 ? explicit : implicit;
  const closing = [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];
  const closed = random(2) === 0 ? depth : 0;
  const nested = Buffer.concat([
    ...Array.from({ length: depth }, () => Buffer.from(nest)),
    ...Array.from({ length: closed }, () => Buffer.from(closing)),
  ]);
  const places = elementPlaces(copy);
  const at = places.length > 0 ? (places[random(places.length)] as ElementPlace).start : random(copy.length);
  return Buffer.concat([copy.subarray(0, at), nested, copy.subarray(at)]);
}

/** Where the length of an attribute stands; anywhere in a file that cannot be read. */
function placeOfLength(file: Uint8Array, random: Random): number {
  const places = elementPlaces(file);
  return places.length > 0 ? (places[random(places.length)] as ElementPlace).length : random(file.length - 4);
}

interface ElementPlace {
  /** Offset of the tag. */
  readonly start: number;
  readonly length: number;
}

/** Where all attributes stand, those in sequences too. */
function elementPlaces(file: Uint8Array): ElementPlace[] {
  try {
    const { meta, dataset, transferSyntax } = readPart10(file);
    return [...placesIn(meta, file, true), ...placesIn(dataset, file, transferSyntax.explicitVr)];
  } catch (error) {
    if (error instanceof DicomRefusedError) return [];
    throw error;
  }
}

function placesIn(dataset: Dataset, file: Uint8Array, explicitVr: boolean): ElementPlace[] {
  return [...dataset.values()].flatMap((element) => {
    if (element.kind === 'sequence') return element.items.flatMap((item) => placesIn(item, file, explicitVr));
    const bytes = element.kind === 'value' ? element.bytes : element.offsets;
    if (bytes.buffer !== file.buffer) return []; // inflated, or brought into little endian
    const value = bytes.byteOffset - file.byteOffset;
    const long = explicitVr && /^(O.|SV|U[CNRTV])$/.test(element.vr);
    const [header, length] = long ? [12, 4] : explicitVr ? [8, 2] : [8, 4];
    return [{ start: value - header, length: value - length }];
  });
}
