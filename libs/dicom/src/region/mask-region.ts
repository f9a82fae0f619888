import type { MaskRegion } from '@lectern/contracts';
import { normalOf, type Vector } from '../geometry.js';
import type { ImageDescription, ImageGeometry } from '../instance.js';
import { stackGridOf } from '../stack-grid.js';

type Run = MaskRegion['slices'][number]['runs'][number];

/**
 * The voxels that masks pick out of one stack, in patient coordinates (mm, LPS). A voxel is as thick as slices are apart, or where that is unknown as the slice is.
 *
 * @param images all images of one series
 * @param masks by SOP Instance UID: rows x columns bytes, non-zero inside
 * @returns null where no mask has a pixel
 * @throws RangeError where a mask is of another size than its image
 */
export function maskRegion(
  images: readonly ImageDescription[],
  masks: ReadonlyMap<string, Uint8Array>,
): MaskRegion | null {
  const [first] = images;
  if (!first) return null;
  const { row, column, spacing, thickness } = stackGridOf(images);
  const normal = normalOf(first.geometry.orientation);
  const slices = images.flatMap(({ uids: { sopInstanceUid }, geometry }) => {
    const mask = masks.get(sopInstanceUid);
    const runs = mask ? runsOf(mask, geometry) : [];
    return runs.length > 0 ? [{ sopInstanceUid, position: [...geometry.position] as MaskRegion['centre'], runs }] : [];
  });
  if (slices.length === 0) return null;
  const grid = { row, column, spacing, thickness };
  return {
    kind: 'mask',
    seriesInstanceUid: first.uids.seriesInstanceUid,
    ...grid,
    ...measured({ ...grid, slices }, normal),
    slices,
  };
}

/** Horizontal runs of a mask, row by row. */
function runsOf(mask: Uint8Array, { rows, columns }: ImageGeometry): Run[] {
  if (mask.length !== rows * columns) throw new RangeError('a mask is of another size than its image');
  const runs: Run[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (!mask[r * columns + c]) continue;
      const from = c;
      while (c < columns && mask[r * columns + c]) c++;
      runs.push([r, from, c - from]);
    }
  return runs;
}

type Voxels = Pick<MaskRegion, 'row' | 'column' | 'spacing' | 'thickness' | 'slices'>;

function measured({ row, column, spacing, thickness, slices }: Voxels, normal: Vector) {
  const sum = [0, 0, 0];
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  let voxels = 0;
  for (const { position, runs } of slices)
    for (const [r, from, length] of runs) {
      voxels += length;
      for (let axis = 0; axis < 3; axis++) {
        const at = (c: number) => position[axis]! + row[axis]! * spacing[1] * c + column[axis]! * spacing[0] * r;
        const reach =
          (Math.abs(row[axis]! * spacing[1]) + Math.abs(column[axis]! * spacing[0]) + Math.abs(normal[axis]! * thickness)) / 2; // prettier-ignore
        const ends = [at(from), at(from + length - 1)];
        sum[axis]! += length * at(from + (length - 1) / 2);
        least[axis] = Math.min(least[axis]!, ...ends.map((end) => end - reach));
        most[axis] = Math.max(most[axis]!, ...ends.map((end) => end + reach));
      }
    }
  return {
    centre: sum.map((each) => each / voxels) as MaskRegion['centre'],
    extent: [least, most] as unknown as MaskRegion['extent'],
    millilitres: (voxels * spacing[0] * spacing[1] * thickness) / 1000,
  };
}
