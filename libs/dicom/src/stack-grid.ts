import type { StackGrid } from '@lectern/contracts';
import { distanceAlong, normalOf } from './geometry.js';
import type { ImageDescription } from './instance.js';
import { spacingOf } from './stack.js';

/**
 * Where the pixels of one series lie in the patient. A voxel is as thick as slices are apart, or where that is unknown as the slice is.
 *
 * @param images all images of one series, at least one, of one size and orientation
 */
export function stackGridOf(images: readonly ImageDescription[]): StackGrid {
  const [first] = images;
  if (!first) throw new RangeError('a stack without images');
  const { orientation, pixelSpacing, rows, columns, sliceThickness } = first.geometry;
  return {
    row: [...orientation.row],
    column: [...orientation.column],
    spacing: [...pixelSpacing],
    thickness: apart(images) ?? sliceThickness ?? 1,
    rows,
    columns,
    images: images.map(({ uids: { sopInstanceUid }, geometry: { position } }) => ({
      sopInstanceUid,
      position: [...position],
    })),
  };
}

/** Zero where images lie one on the other, which is no thickness. */
function apart(images: readonly ImageDescription[]): number | undefined {
  const normal = normalOf(images[0]!.geometry.orientation);
  const places = images.map(({ geometry }) => distanceAlong(normal, geometry.position)).sort((a, b) => a - b);
  return spacingOf(places) || undefined;
}
