import type { PatientPoint, StackGrid } from '@lectern/contracts';

/** Of a point in the patient: row and column of an image, in pixels from the centre of its first one, and how far it is from the image's plane. */
export interface PlaceOnGrid {
  readonly row: number;
  readonly column: number;
  readonly millimetresOff: number;
}

/** NaN throughout where the stack does not have the image. */
export function placeOnGrid(grid: StackGrid, sopInstanceUid: string, point: PatientPoint): PlaceOnGrid {
  const origin = grid.images.find((image) => image.sopInstanceUid === sopInstanceUid)?.position ?? [NaN, NaN, NaN];
  const offset = [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]] as const;
  const along = ([x, y, z]: PatientPoint): number => offset[0] * x + offset[1] * y + offset[2] * z;
  const [across, down] = [along(grid.row), along(grid.column)];
  const rest = offset.map((value, axis) => value - across * grid.row[axis]! - down * grid.column[axis]!);
  return { row: down / grid.spacing[0], column: across / grid.spacing[1], millimetresOff: Math.hypot(...rest) };
}
