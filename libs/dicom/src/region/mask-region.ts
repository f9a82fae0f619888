import type { MaskRegion } from '@lectern/contracts';
import { distanceAlong, normalOf, type Vector } from '../geometry.js';
import type { ImageDescription, ImageGeometry } from '../instance.js';
import { spacingOf } from '../stack.js';

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
  const { row, column } = first.geometry.orientation;
  const { pixelSpacing, sliceThickness } = first.geometry;
  const normal = normalOf(first.geometry.orientation);
  const apart = spacingOf(images.map(({ geometry }) => distanceAlong(normal, geometry.position)).sort((a, b) => a - b));
  const slices = images.flatMap(({ uids: { sopInstanceUid }, geometry }) => {
    const mask = masks.get(sopInstanceUid);
    const runs = mask ? runsOf(mask, geometry) : [];
    return runs.length > 0 ? [{ sopInstanceUid, position: [...geometry.position] as MaskRegion['centre'], runs }] : [];
  });
  if (slices.length === 0) return null;
  const grid = { row: [...row], column: [...column], spacing: [...pixelSpacing] } as Pick<
    MaskRegion,
    'row' | 'column' | 'spacing'
  >;
  const thickness = apart ?? sliceThickness ?? 1;
  return {
    kind: 'mask',
    seriesInstanceUid: first.uids.seriesInstanceUid,
    ...grid,
    thickness,
    ...measured({ ...grid, slices, thickness }, normal),
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
