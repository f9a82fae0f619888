import type { Orientation, Vector } from '../geometry.js';
import { normalOf } from '../geometry.js';
import type { ParsedInstance } from '../instance.js';
import { parseInstance } from '../instance.js';
import type { MrIdentity, MrStack } from '../write/mr-series.js';
import { writeMrSeries } from '../write/mr-series.js';

/** Orientations that tests use; `oblique` is turned by 30 degrees about two axes. */
export const orientations = {
  axial: { row: [1, 0, 0], column: [0, 1, 0] },
  coronal: { row: [1, 0, 0], column: [0, 0, -1] },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1] },
  oblique: { row: [0.866025404, 0.5, 0], column: [-0.433012702, 0.75, 0.5] },
} as const satisfies Record<string, Orientation>;

export interface TestSeries {
  readonly orientation?: Orientation;
  /** Places of the slices along the normal, in millimetres and in file order. */
  readonly places?: readonly number[];
  readonly rows?: number;
  readonly columns?: number;
  readonly seed?: number;
  readonly identity?: Partial<MrIdentity>;
}

const evenPlaces = [-4, 0, 4, 8];

/** Files of one small series with invented headers; pixels follow from the seed. */
export function testFiles({ identity, ...series }: TestSeries = {}): Uint8Array[] {
  return writeMrSeries(testStack(series), testIdentity(series.seed ?? 1, identity));
}

/** The same, parsed. */
export function testImages(series: TestSeries = {}): ParsedInstance[] {
  return testFiles(series).map((file) => parseInstance(file));
}

export function testStack({
  orientation = orientations.axial,
  places = evenPlaces,
  rows = 6,
  columns = 5,
  seed = 1,
}: TestSeries): MrStack {
  const normal = normalOf(orientation);
  return {
    rows,
    columns,
    pixelSpacing: [0.8, 0.7],
    sliceThickness: 4,
    spacingBetweenSlices: 4,
    slices: places.map((place, index) => ({
      position: normal.map((each) => each * place + 0) as unknown as Vector,
      orientationCosines: [...orientation.row, ...orientation.column],
      pixels: Uint16Array.from(
        { length: rows * columns },
        (_, pixel) => (seed * 1009 + index * 101 + pixel * 7) % 4096,
      ),
    })),
  };
}

function testIdentity(seed: number, changes: Partial<MrIdentity> = {}): MrIdentity {
  return {
    studyInstanceUid: '2.25.1000',
    seriesInstanceUid: `2.25.1000.${seed}`,
    frameOfReferenceUid: '2.25.1000.99',
    sopInstanceUid: (index) => `2.25.1000.${seed}.${index + 1}`,
    seriesNumber: seed,
    seriesDescription: 'T2 SSFSE',
    studyDate: '20210317',
    studyTime: '101500',
    patient: { name: 'DOE^JANE', id: 'MRN001', birthDate: '19910412', sex: 'F', age: '029Y' },
    ...changes,
  };
}
