import { sha256Hex } from '@lectern/evidence';
import { writeMrSeries } from '@lectern/dicom';
import type { UploadedFile } from '../src/conduct.js';

export interface TestExamination {
  readonly patient?: string;
  /** With a bright ball, for the test model to find. */
  readonly lesion?: boolean;
  readonly planes?: readonly (keyof typeof directions)[];
  readonly slices?: number;
  /** Rows and columns; large enough to be compressed from 32 on. */
  readonly matrix?: readonly [rows: number, columns: number];
  /** Examinations of one value have the same UIDs; left out, those of different content differ. */
  readonly uids?: string;
}

const directions = {
  axial: { cosines: [1, 0, 0, 0, 1, 0], normal: [0, 0, 1] },
  coronal: { cosines: [1, 0, 0, 0, 0, -1], normal: [0, 1, 0] },
  sagittal: { cosines: [0, 1, 0, 0, 0, -1], normal: [-1, 0, 0] },
} as const;

const small = [24, 20] as const;

/** Names that must be found nowhere after intake. */
export const identifying = ['DOE', 'JANE', 'MRN-4711', '19910412', '20210317', 'St. Elsewhere', '2.25.777'];

/** A small examination of one patient as a scanner sends it, headers full of identity. */
export function examination({
  patient = 'MRN-4711',
  lesion = false,
  planes = ['axial'],
  slices = 5,
  matrix = small,
  uids = [patient, lesion, planes, slices, ...(matrix === small ? [] : matrix)].join(),
}: TestExamination = {}): UploadedFile[] {
  const root = `2.25.777.${Number.parseInt(sha256Hex(uids).slice(0, 12), 16)}`;
  return planes.flatMap((plane, p) => {
    const { cosines, normal } = directions[plane];
    const [rows, columns] = matrix;
    const stack = {
      rows,
      columns,
      pixelSpacing: [1, 1] as const,
      sliceThickness: 4,
      spacingBetweenSlices: 4,
      slices: Array.from({ length: slices }, (_, s) => ({
        position: normal.map((each) => each * s * 4) as unknown as readonly [number, number, number],
        orientationCosines: cosines,
        pixels: pixelsOf(matrix, s, lesion),
      })),
    };
    return writeMrSeries(stack, {
      studyInstanceUid: root,
      seriesInstanceUid: `${root}.${p}`,
      frameOfReferenceUid: '2.25.777.9',
      sopInstanceUid: (s) => `${root}.${p}.${s + 1}`,
      seriesNumber: p + 1,
      seriesDescription: `T2 ${plane} for JANE DOE`,
      studyDate: '20210317',
      studyTime: '101500',
      patient: { name: 'DOE^JANE', id: patient, birthDate: '19910412', sex: 'F', age: '029Y' },
      attributes: { InstitutionName: 'St. Elsewhere' },
    }).map((bytes, s) => ({ name: `${plane}/${s}.dcm`, bytes }));
  });
}

function pixelsOf([rows, columns]: readonly [number, number], slice: number, lesion: boolean): Uint16Array {
  return Uint16Array.from({ length: rows * columns }, (_, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    const inBall = (r - 10) ** 2 + (c - 9) ** 2 + 4 * (slice - 2) ** 2 < 20;
    if ((lesion && inBall) || i % 89 === 0) return 1000; // single bright pixels everywhere, so that both kinds have the same scale
    return ((slice * 31 + r * 17 + c * 7) % 97) + 100;
  });
}

export async function* asUpload(files: readonly UploadedFile[]): AsyncGenerator<UploadedFile> {
  yield* files;
}
