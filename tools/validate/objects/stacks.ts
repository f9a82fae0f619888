import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  code,
  deidentify,
  instanceOf,
  normalOf,
  parseInstance,
  writeMrSeries,
  writePart10,
  writeScoreReport,
  writeSegmentation,
  type Orientation,
  type ParsedInstance,
  type Vector,
} from '@lectern/dicom';

/** A way in which a hospital's stack can lie: its orientation, and the places of its slices along the normal in file order. */
export interface StackShape {
  readonly name: string;
  readonly orientation: Orientation;
  readonly places: readonly number[];
}

const turned: Orientation = { row: [0.866025404, 0.5, 0], column: [-0.433012702, 0.75, 0.5] };
const even = (from: number, step: number): number[] => Array.from({ length: 9 }, (_, index) => from + index * step);

export const shapes: readonly StackShape[] = [
  { name: 'axial', orientation: { row: [1, 0, 0], column: [0, 1, 0] }, places: even(-16, 4) },
  { name: 'coronal', orientation: { row: [1, 0, 0], column: [0, 0, -1] }, places: even(-16, 4) },
  { name: 'sagittal', orientation: { row: [0, 1, 0], column: [0, 0, -1] }, places: even(-16, 4) },
  { name: 'reversed', orientation: { row: [1, 0, 0], column: [0, 1, 0] }, places: even(16, -4) },
  { name: 'oblique', orientation: turned, places: even(-16, 4) },
  { name: 'oblique, reversed', orientation: turned, places: even(16, -4) },
  {
    name: 'irregularly spaced',
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    places: [-16, -12.5, -7, -3.2, 0, 5, 8, 13.1, 16],
  },
  {
    name: 'in a mixed order',
    orientation: { row: [0, 1, 0], column: [0, 0, -1] },
    places: [0, -8, 8, -16, 16, -4, 4, 12, -12],
  },
];

const [rows, columns] = [40, 36];
const key = new Uint8Array(32).fill(4);

/** Writes a stack as it came, as it is after de-identification with a mask for each image, and the segmentation of the masks. */
export function writeStack(folder: string, { orientation, places }: StackShape): void {
  const normal = normalOf(orientation);
  const slices = places.map((place, index) => ({
    position: normal.map((each) => each * place + 0) as unknown as Vector,
    orientationCosines: [...orientation.row, ...orientation.column],
    pixels: Uint16Array.from({ length: rows * columns }, (_, pixel) => (index * 101 + pixel * 7) % 4096),
  }));
  const originals = writeMrSeries(
    { rows, columns, pixelSpacing: [0.8, 0.7], sliceThickness: 4, spacingBetweenSlices: 4, slices },
    {
      studyInstanceUid: '2.25.100', seriesInstanceUid: '2.25.101', frameOfReferenceUid: '2.25.102', sopInstanceUid: (index) => `2.25.103.${index + 1}`,
      seriesNumber: 1, seriesDescription: 'T2 SSFSE', studyDate: '20210317', studyTime: '101500',
      patient: { name: 'DOE^JANE', id: 'MRN001', birthDate: '19910412', sex: 'F', age: '029Y' },
    },
  ); // prettier-ignore
  mkdirSync(join(folder, 'originals'), { recursive: true });
  const images: ParsedInstance[] = originals.map((file) => instanceOf(deidentify(parseInstance(file), { key }).part10));
  const masks = new Map(images.map(({ uids }, index) => [uids.sopInstanceUid, maskOf(index)]));
  for (const [index, image] of images.entries()) {
    const name = String(index).padStart(3, '0');
    writeFileSync(join(folder, 'originals', `${name}.dcm`), originals[index] as Uint8Array);
    writeFileSync(join(folder, `${name}.dcm`), writePart10(image.dataset));
    writeFileSync(join(folder, `${name}.mask`), maskOf(index));
  }
  const segment = {
    label: 'Haemorrhage',
    category: code.abnormalStructure,
    type: code.haemorrhage,
    algorithm: { name: 'test', version: '1.0.0' },
    cielab: [40_000, 50_000, 45_000] as const,
  };
  const written = writeSegmentation({ images, masks, segment, contentDate: '20261125', contentTime: '101500' });
  writeFileSync(join(folder, 'segmentation.seg'), written as Uint8Array);
  const made = {
    images,
    algorithm: segment.algorithm,
    finding: code.haemorrhage,
    contentDate: '20261125',
    contentTime: '101500',
  };
  writeFileSync(join(folder, 'score.sr'), writeScoreReport({ ...made, score: scoreOf(images.length) }));
}

/** A score that no rounding leaves as it is. */
export const scoreOf = (images: number): number => images / 11 + 0.001;

/** Another lopsided shape on each image; none on the first. */
function maskOf(index: number): Uint8Array {
  return Uint8Array.from({ length: rows * columns }, (_, pixel) => {
    const [r, c] = [Math.floor(pixel / columns), pixel % columns];
    return index > 0 && (r - 10 - index) ** 2 + 2 * (c - 8 - 2 * index) ** 2 < 30 + index ? 1 : 0;
  });
}
