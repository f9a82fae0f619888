/** Millimetres in the patient's coordinate system (PS3.3, C.7.6.2.1.1): x to the left, y to the back, z to the head. */
export type Vector = readonly [number, number, number];

/** Direction cosines of an image's rows and columns (0020,0037). */
export interface Orientation {
  /** Direction in which the column index grows. */
  readonly row: Vector;
  /** Direction in which the row index grows. */
  readonly column: Vector;
}

export type Plane = 'axial' | 'coronal' | 'sagittal';

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Normal of the image plane: row direction times column direction. */
export function normalOf({ row, column }: Orientation): Vector {
  return cross(row, column);
}

/**
 * Anatomical plane nearest to the image plane: the patient axis with which the normal agrees best. In fetal imaging
 * the patient is the mother, so an examination aligned to the fetus may be named otherwise by its series description.
 */
export function planeOf(orientation: Orientation): Plane {
  const [x, y, z] = normalOf(orientation).map(Math.abs) as [number, number, number];
  if (z >= x && z >= y) return 'axial';
  return y >= x ? 'coronal' : 'sagittal';
}

/** Two unit vectors at a right angle, as far as decimal strings can say so; undefined for anything else. */
export function orientationOf(cosines: readonly number[]): Orientation | undefined {
  const [a, b, c, d, e, f] = cosines;
  if (cosines.length !== 6 || !cosines.every(Number.isFinite)) return undefined;
  const row = [a, b, c] as unknown as Vector;
  const column = [d, e, f] as unknown as Vector;
  const tolerance = 2e-3;
  const isUnit = (vector: Vector): boolean => Math.abs(dot(vector, vector) - 1) <= 2 * tolerance;
  return isUnit(row) && isUnit(column) && Math.abs(dot(row, column)) <= tolerance ? { row, column } : undefined;
}

/** Signed distance in millimetres of a point from the origin along a direction. */
export function distanceAlong(direction: Vector, point: Vector): number {
  return dot(direction, point);
}

/** True where two images lie in the same directions, to about a tenth of a degree. */
export function isParallel(a: Orientation, b: Orientation): boolean {
  const cosine = 1 - 2e-6;
  return (
    dot(a.row, b.row) / length(a.row, b.row) > cosine && dot(a.column, b.column) / length(a.column, b.column) > cosine
  );
}

function length(a: Vector, b: Vector): number {
  return Math.sqrt(dot(a, a) * dot(b, b));
}
