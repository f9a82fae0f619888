import type { Canvas } from './canvas.js';
import type { Hospital } from './hospitals.js';
import { type SlicePose, planPoses } from './motion.js';
import type { Random } from './random.js';
import { finishSlice, planReceiver } from './receiver.js';
import { type Grid, type Rotation, type Vector, rotateBack } from './space.js';
import type { Surroundings } from './surroundings.js';

export type Orientation = 'axial' | 'coronal' | 'sagittal';

/** One 2D image. */
export interface Slice {
  /** Centre of the first pixel, patient coordinates (LPS, mm): DICOM's ImagePositionPatient. */
  readonly position: Vector;
  /** Direction along a row, then down a column: DICOM's ImageOrientationPatient. */
  readonly orientationCosines: readonly [number, number, number, number, number, number];
  /** 12-bit values, row by row. */
  readonly pixels: Uint16Array;
  /** 1 where at least {@link MASK_SHARE} of the slice's thickness is haemorrhage. */
  readonly lesionMask: Uint8Array;
  /** Tissue at the middle of the slice, under any haemorrhage: numbers of `tissues`. */
  readonly tissue: Uint8Array;
}

/** One 2D multi-slice series. */
export interface Stack {
  readonly orientation: Orientation;
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns, mm. */
  readonly pixelSpacing: readonly [number, number];
  readonly sliceThickness: number;
  readonly spacingBetweenSlices: number;
  readonly slices: readonly Slice[];
}

/** A painted head and how it lies in the scanner. */
export interface PlacedHead {
  readonly canvas: Canvas;
  readonly surroundings: Surroundings;
  /** From head to patient axes, then `offset`. */
  readonly tilt: Rotation;
  readonly offset: Vector;
  /** Extent of the brain about the head's origin, mm: right to left, front to back, bottom to top. */
  readonly extent: { readonly low: Vector; readonly high: Vector };
}

/** Share of the slice thickness that must be blood for a pixel to count as lesion: half, less the blur of the painted edge. */
export const MASK_SHARE = 0.4;

/** Frames of the three stacks: along a row, down a column, from slice to slice; the axis of the last. */
const FRAMES: Readonly<Record<Orientation, { row: Vector; column: Vector; normal: Vector; axis: 0 | 1 | 2 }>> = {
  axial: { row: [1, 0, 0], column: [0, 1, 0], normal: [0, 0, 1], axis: 2 },
  coronal: { row: [1, 0, 0], column: [0, 0, -1], normal: [0, 1, 0], axis: 1 },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1], normal: [1, 0, 0], axis: 0 },
};

/** Acquires one stack: slices through the head with thickness, movement between them, blur, shading, ringing and noise. */
export function acquireStack(
  head: PlacedHead,
  hospital: Hospital,
  orientation: Orientation,
  random: Random,
): { stack: Stack; darkened: number } {
  const frame = FRAMES[orientation];
  const { matrix, pixelSpacing, sliceThickness } = hospital;
  const low = head.extent.low[frame.axis];
  const high = head.extent.high[frame.axis];
  const count = Math.ceil((high - low) / sliceThickness);
  const first = head.offset[frame.axis] + (low + high - (count - 1) * sliceThickness) / 2;
  const poses = planPoses(count, hospital.motion, random.fork('motion'));
  const receiver = planReceiver(hospital, count, random.fork('receiver'));
  const edge = (-(matrix - 1) / 2) * pixelSpacing;
  const slices = poses.map((pose, s) => {
    const along = first + s * sliceThickness;
    const centre = head.offset.map((o, axis) => (axis === frame.axis ? along : o)) as unknown as Vector;
    const position = corner(centre, frame.row, frame.column, edge);
    const { signal, lesionMask, tissue } = sampleSlice(head, pose, position, frame, hospital);
    const pixels = finishSlice(signal, receiver, s, pose);
    const orientationCosines = [...frame.row, ...frame.column] as unknown as Slice['orientationCosines'];
    return { position, orientationCosines, pixels, lesionMask, tissue };
  });
  const spacing = [pixelSpacing, pixelSpacing] as const;
  const stack: Stack = {
    orientation, rows: matrix, columns: matrix, pixelSpacing: spacing, sliceThickness, spacingBetweenSlices: sliceThickness, slices,
  }; // prettier-ignore
  return { stack, darkened: poses.filter((pose) => pose.darkening !== undefined).length };
}

/** A straight walk through a volume, in voxels. */
interface Steps {
  readonly start: Vector;
  readonly row: Vector;
  readonly column: Vector;
  readonly through: Vector;
}

/** Averages head and surroundings over the slice's thickness, where the head lay when this slice was taken. */
function sampleSlice(
  head: PlacedHead,
  pose: SlicePose,
  position: Vector,
  frame: (typeof FRAMES)[Orientation],
  hospital: Hospital,
) {
  const { matrix, pixelSpacing, sliceThickness } = hospital;
  const { canvas, surroundings } = head;
  const { row, column, through, start } = stepsInHead(head, pose, position, frame, canvas.grid, pixelSpacing);
  const { origin, step, size } = canvas.grid;
  const depths = Math.max(3, Math.round(sliceThickness));
  const signal = new Float32Array(matrix * matrix);
  const lesionMask = new Uint8Array(matrix * matrix);
  const tissue = new Uint8Array(matrix * matrix);
  const blood = canvas.bloodBox();
  const margin = 3;
  for (let r = 0, at = 0; r < matrix; r++) {
    for (let c = 0; c < matrix; c++, at++) {
      const x = start[0] + c * row[0] + r * column[0];
      const y = start[1] + c * row[1] + r * column[1];
      const z = start[2] + c * row[2] + r * column[2];
      if (!(
        x >= margin &&
        y >= margin &&
        z >= margin &&
        x < size[0] - 1 - margin &&
        y < size[1] - 1 - margin &&
        z < size[2] - 1 - margin
      )) {
        signal[at] = surroundings.sample(origin[0] + x * step, origin[1] + y * step, origin[2] + z * step);
        continue;
      }
      tissue[at] = canvas.tissue[(Math.round(z) * size[1] + Math.round(y)) * size[0] + Math.round(x)] as number;
      signal[at] = throughMean(canvas.signal, canvas.grid, x, y, z, through, depths, sliceThickness);
      if (blood && inside(blood, x, y, z, sliceThickness)) {
        lesionMask[at] =
          throughMean(canvas.blood, canvas.grid, x, y, z, through, depths, sliceThickness) >= MASK_SHARE ? 1 : 0;
      }
    }
  }
  return { signal, lesionMask, tissue };
}

function inside(box: { low: Vector; high: Vector }, x: number, y: number, z: number, margin: number): boolean {
  const { low, high } = box;
  return (
    x > low[0] - margin &&
    x < high[0] + margin &&
    y > low[1] - margin &&
    y < high[1] + margin &&
    z > low[2] - margin &&
    z < high[2] + margin
  );
}

/** Mean of a field along the slice's normal; trilinear, place in voxels, two voxels or more from the edge. */
function throughMean(
  field: Float32Array,
  grid: Grid,
  x: number,
  y: number,
  z: number,
  through: Vector,
  depths: number,
  thickness: number,
): number {
  const row = grid.size[0];
  const plane = row * grid.size[1];
  let sum = 0;
  for (let n = 0; n < depths; n++) {
    const t = ((n + 0.5) / depths - 0.5) * thickness;
    const px = x + t * through[0];
    const py = y + t * through[1];
    const pz = z + t * through[2];
    const i = px | 0; // positive, so this is floor
    const j = py | 0;
    const k = pz | 0;
    const u = px - i;
    const v = py - j;
    const w = pz - k;
    const at = k * plane + j * row + i;
    const up = at + plane;
    const a = (field[at] as number) * (1 - u) + (field[at + 1] as number) * u;
    const b = (field[at + row] as number) * (1 - u) + (field[at + row + 1] as number) * u;
    const c = (field[up] as number) * (1 - u) + (field[up + 1] as number) * u;
    const d = (field[up + row] as number) * (1 - u) + (field[up + row + 1] as number) * u;
    sum += (a * (1 - v) + b * v) * (1 - w) + (c * (1 - v) + d * v) * w;
  }
  return sum / depths;
}

/** The slice's walk in voxels of the head: undo movement, then tilt. */
function stepsInHead(
  head: PlacedHead,
  pose: SlicePose,
  position: Vector,
  frame: (typeof FRAMES)[Orientation],
  grid: Grid,
  spacing: number,
): Steps {
  const toHead = (v: Vector): Vector => rotateBack(head.tilt, rotateBack(pose.turn, v));
  const voxels = (v: Vector, by: number): Vector => [
    (v[0] * by) / grid.step,
    (v[1] * by) / grid.step,
    (v[2] * by) / grid.step,
  ];
  const from = [0, 1, 2].map(
    (axis) => (position[axis] as number) - (head.offset[axis] as number) - (pose.shift[axis] as number),
  );
  const start = toHead(from as unknown as Vector);
  return {
    start: voxels([start[0] - grid.origin[0], start[1] - grid.origin[1], start[2] - grid.origin[2]], 1),
    row: voxels(toHead(frame.row), spacing),
    column: voxels(toHead(frame.column), spacing),
    through: voxels(toHead(frame.normal), 1),
  };
}

function corner(centre: Vector, row: Vector, column: Vector, edge: number): Vector {
  const at = (axis: 0 | 1 | 2): number => Math.round((centre[axis] + edge * (row[axis] + column[axis])) * 1000) / 1000;
  return [at(0), at(1), at(2)];
}
