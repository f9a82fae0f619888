/** A point or direction in mm, patient axes of DICOM: x to the left, y to the back, z to the head (LPS). */
export type Vector = readonly [number, number, number];

/** Row-major 3x3 rotation. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

/** Rotation about x, then y, then z; angles in degrees. */
export function rotation(x: number, y: number, z: number): Rotation {
  const [cx, sx] = cosSin(x);
  const [cy, sy] = cosSin(y);
  const [cz, sz] = cosSin(z);
  return [
    cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx,
    sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx,
    -sy, cy * sx, cy * cx,
  ]; // prettier-ignore
}

/** `r * v` */
export function rotate(r: Rotation, v: Vector): Vector {
  return [
    r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
    r[3] * v[0] + r[4] * v[1] + r[5] * v[2],
    r[6] * v[0] + r[7] * v[1] + r[8] * v[2],
  ];
}

/** `transpose(r) * v`: the way back. */
export function rotateBack(r: Rotation, v: Vector): Vector {
  return [
    r[0] * v[0] + r[3] * v[1] + r[6] * v[2],
    r[1] * v[0] + r[4] * v[1] + r[7] * v[2],
    r[2] * v[0] + r[5] * v[1] + r[8] * v[2],
  ];
}

/**
 * Distance-like value to an ellipsoid about the origin: negative inside, about mm near the surface.
 * First-order: k(k-1)/|grad k^2/2|.
 */
export function ellipsoid(x: number, y: number, z: number, a: number, b: number, c: number): number {
  const u = x / a;
  const v = y / b;
  const w = z / c;
  const k = Math.sqrt(u * u + v * v + w * w);
  const slope = Math.sqrt((u / a) * (u / a) + (v / b) * (v / b) + (w / c) * (w / c));
  return slope < 1e-9 ? -Math.min(a, b, c) : (k * (k - 1)) / slope;
}

/** Smooth minimum of two distances, rounded over `k` mm (polynomial). */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** A box of cubic voxels: `size` voxels a side along x, y, z, `step` mm apart, the first centred at `origin`. x runs fastest. */
export interface Grid {
  readonly size: readonly [number, number, number];
  readonly origin: Vector;
  readonly step: number;
}

/** A grid that holds the box between two corners. */
export function gridBetween(low: Vector, high: Vector, step: number): Grid {
  const count = (axis: 0 | 1 | 2): number => Math.ceil((high[axis] - low[axis]) / step) + 1;
  return { size: [count(0), count(1), count(2)], origin: low, step };
}

/** Number of voxels. */
export function voxelCount(grid: Grid): number {
  return grid.size[0] * grid.size[1] * grid.size[2];
}

function cosSin(degrees: number): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}
