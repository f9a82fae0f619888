import { dot, type Vector } from '../geometry.js';
import type { ImageGeometry } from '../instance.js';

/** Column and row of an image, in pixels from the centre of its first one. */
export type PixelPoint = readonly [column: number, row: number];

/** A closed figure on an image. */
export type PlanarShape =
  | { readonly kind: 'polygon'; readonly points: readonly PixelPoint[] }
  /** The four ends of its axes: the first axis' ends, then the second's. */
  | { readonly kind: 'ellipse'; readonly points: readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint] };

/** Where on an image a point of the patient lies, by its foot along the normal. */
export function pixelOf({ position, orientation, pixelSpacing }: ImageGeometry, point: Vector): PixelPoint {
  const offset: Vector = [point[0] - position[0], point[1] - position[1], point[2] - position[2]];
  return [dot(offset, orientation.row) / pixelSpacing[1], dot(offset, orientation.column) / pixelSpacing[0]];
}

/** Where in the patient (mm) a place on an image lies. */
export function patientPointOf({ position, orientation, pixelSpacing }: ImageGeometry, [c, r]: PixelPoint): Vector {
  const { row, column } = orientation;
  const at = (axis: 0 | 1 | 2): number =>
    position[axis] + row[axis] * pixelSpacing[1] * c + column[axis] * pixelSpacing[0] * r;
  return [at(0), at(1), at(2)];
}

/** The pixels whose centres lie within a shape, as a mask of rows x columns zeros and ones. */
export function maskOfShape(
  { rows, columns }: Pick<ImageGeometry, 'rows' | 'columns'>,
  shape: PlanarShape,
): Uint8Array {
  const mask = new Uint8Array(rows * columns);
  const isInside = shape.kind === 'polygon' ? insidePolygon(shape.points) : insideEllipse(shape.points);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) if (isInside(c, r)) mask[r * columns + c] = 1;
  return mask;
}

/** Even-odd rule. */
function insidePolygon(points: readonly PixelPoint[]): (c: number, r: number) => boolean {
  return (c, r) =>
    points.reduce((inside, [x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length]!;
      return y1 > r !== y2 > r && c < ((x2 - x1) * (r - y1)) / (y2 - y1) + x1 ? !inside : inside;
    }, false);
}

function insideEllipse([a, b, c, d]: readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint]) {
  const middle: PixelPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const axes = [[a, b], [c, d]].map(([from, to]) => [(from![0] - to![0]) / 2, (from![1] - to![1]) / 2] as const); // prettier-ignore
  return (x: number, y: number): boolean =>
    axes.reduce((sum, [u, v]) => sum + (((x - middle[0]) * u + (y - middle[1]) * v) / (u * u + v * v)) ** 2, 0) <= 1;
}
