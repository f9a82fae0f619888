import type { Mark } from '@lectern/contracts';
import type { PlacedMark } from './acceptance.js';
import type { Point3 } from './geometry.js';

/**
 * The recorded marks of one finding as the acceptance rule judges them: the outlines of a stack are one mask. A box whose rows' direction is not known, or a
 * figure with too few points, is judged by its centre.
 *
 * @param rowOf direction of the image's rows by series
 */
export function placedMarks(marks: readonly Mark[], rowOf: (series: string) => Point3 | undefined): PlacedMark[] {
  const outlines = marks.filter(({ tool }) => tool === 'mask');
  const masks = [...Map.groupBy(outlines, ({ seriesInstanceUid }) => seriesInstanceUid)].map(
    ([stack, own]): PlacedMark => ({
      tool: 'mask',
      stack,
      images: [...Map.groupBy(own, ({ sopInstanceUid }) => sopInstanceUid)].map(([sopInstanceUid, image]) => ({
        sopInstanceUid,
        outlines: image.map(({ points }) => points),
      })),
    }),
  );
  const others = marks.filter(({ tool }) => tool !== 'mask');
  return [...others.map((mark) => placedMark(mark, rowOf(mark.seriesInstanceUid))), ...masks];
}

function placedMark({ tool, points, seriesInstanceUid: stack }: Mark, row: Point3 | undefined): PlacedMark {
  const a = points[0] as Point3;
  const [, b = a, c, d] = points as readonly Point3[];
  if (tool === 'ellipse' && c && d) return { tool, stack, points: [a, b, c, d] };
  if (tool === 'box' && row) return { tool, stack, points: [a, b], row };
  return { tool: 'point', stack, points: [[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2]] };
}
