import { code, writeSegmentation, type ImageDescription } from '@lectern/dicom';

/** The middle of the ball that positive examinations have: row 10, column 9 of the third slice; pixels of 1 mm, slices 4 mm apart. */
export const ballMiddle = [9, 10, 8] as const;

/** Whether a pixel of such an examination shows the ball. */
export const isInBall = (row: number, column: number, slice: number): boolean =>
  (row - 10) ** 2 + (column - 9) ** 2 + 4 * (slice - 2) ** 2 < 20;

/** The ball as a hospital's workstation would outline it, on the hospital's own images. */
export function ballSegmentation(images: readonly ImageDescription[], isInside = isInBall): Uint8Array {
  const masks = new Map(
    images.map(({ uids, geometry: { rows, columns } }, s) => [
      uids.sopInstanceUid,
      Uint8Array.from({ length: rows * columns }, (_, i) => Number(isInside(Math.floor(i / columns), i % columns, s))),
    ]),
  );
  const segment = { label: 'bleeding', category: code.abnormalStructure, type: code.haemorrhage, algorithm: { name: 'by hand', version: '1' }, cielab: [0, 0, 0] as const }; // prettier-ignore
  return writeSegmentation({ images, masks, segment, contentDate: '20261125', contentTime: '101500' })!;
}
