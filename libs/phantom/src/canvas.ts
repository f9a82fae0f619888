import { type Grid, type Vector, voxelCount } from './space.js';
import { type Tissue, tissues } from './tissues.js';

/** Distance-like value of a structure at a point in head coordinates (mm): negative inside, one unit over one mm at its surface. */
export type Shape = (x: number, y: number, z: number) => number;

/** A box in head coordinates. */
export interface Box {
  readonly low: Vector;
  readonly high: Vector;
}

/**
 * The voxels of a head: T2w signal, tissue and haemorrhage. Structures are painted one over another; a voxel that a surface cuts takes
 * its share of both signals, as partial volume does.
 */
export class Canvas {
  readonly signal: Float32Array;
  readonly tissue: Uint8Array;
  /** Share of the voxel that is haemorrhage, 0 to 1. */
  readonly blood: Float32Array;
  private readonly bend: readonly Float64Array[];
  private bounds: { low: Vector; high: Vector } | null | undefined;

  /** @param bend gentle individual distortion: shift of x by y and z, of y by z, of z by y, mm (see {@link bendOf}) */
  constructor(
    readonly grid: Grid,
    bend: Bend,
  ) {
    const n = voxelCount(grid);
    this.signal = new Float32Array(n);
    this.tissue = new Uint8Array(n);
    this.blood = new Float32Array(n);
    const table = (axis: 0 | 1 | 2, f: (at: number) => number): Float64Array =>
      Float64Array.from({ length: grid.size[axis] }, (_, i) => f(grid.origin[axis] + i * grid.step));
    this.bend = [table(1, bend.xByY), table(2, bend.xByZ), table(2, bend.yByZ), table(1, bend.zByY)];
  }

  /** Visits the voxels of a box (all, without one) with their index and their place in the undistorted head. */
  visit(box: Box | undefined, see: (index: number, x: number, y: number, z: number) => void): void {
    const { size, origin, step } = this.grid;
    const [xByY, xByZ, yByZ, zByY] = this.bend as [Float64Array, Float64Array, Float64Array, Float64Array];
    const margin = 3; // the distortion moves a structure out of its box by less than this
    const from = (axis: 0 | 1 | 2): number =>
      box ? Math.max(0, Math.floor((box.low[axis] - margin - origin[axis]) / step)) : 0;
    const to = (axis: 0 | 1 | 2): number =>
      box ? Math.min(size[axis] - 1, Math.ceil((box.high[axis] + margin - origin[axis]) / step)) : size[axis] - 1;
    const [x0, x1, y0, y1, z0, z1] = [from(0), to(0), from(1), to(1), from(2), to(2)];
    for (let k = z0; k <= z1; k++) {
      for (let j = y0; j <= y1; j++) {
        const x = origin[0] + (xByY[j] as number) + (xByZ[k] as number);
        const y = origin[1] + j * step + (yByZ[k] as number);
        const z = origin[2] + k * step + (zByY[j] as number);
        const row = (k * size[1] + j) * size[0];
        for (let i = x0; i <= x1; i++) see(row + i, x + i * step, y, z);
      }
    }
  }

  /** Smallest box of voxels (indices) that holds all haemorrhage; nothing without any. */
  bloodBox(): { low: Vector; high: Vector } | undefined {
    if (this.bounds === undefined) this.bounds = this.findBlood();
    return this.bounds ?? undefined;
  }

  private findBlood(): { low: Vector; high: Vector } | null {
    const { size } = this.grid;
    const low = [Infinity, Infinity, Infinity] as [number, number, number];
    const high = [-Infinity, -Infinity, -Infinity] as [number, number, number];
    for (let index = 0; index < this.blood.length; index++) {
      if (this.blood[index] === 0) continue;
      const at = [
        index % size[0],
        Math.floor(index / size[0]) % size[1],
        Math.floor(index / (size[0] * size[1])),
      ] as const;
      for (const axis of [0, 1, 2] as const) {
        low[axis] = Math.min(low[axis], at[axis]);
        high[axis] = Math.max(high[axis], at[axis]);
      }
    }
    return high[0] < 0 ? null : { low, high };
  }

  /** Paints a structure of one tissue and one signal; `texture` scales the signal voxel by voxel. */
  paint(tissue: Tissue, signal: number, box: Box, shape: Shape, texture?: Shape): void {
    const label = tissues[tissue];
    this.visit(box, (index, x, y, z) => {
      const share = 0.5 - shape(x, y, z) / this.grid.step;
      if (share <= 0) return;
      const own = texture ? signal * texture(x, y, z) : signal;
      this.signal[index] = share >= 1 ? own : (this.signal[index] as number) * (1 - share) + own * share;
      if (share >= 0.5) this.tissue[index] = label;
    });
  }

  /**
   * Lays haemorrhage over whatever is there. `signal` is asked with the depth below its surface (mm).
   * @returns volume (ml) and centre (head grid, mm) of what was added
   */
  bleed(
    box: Box,
    shape: Shape,
    signal: (depth: number, x: number, y: number, z: number) => number,
  ): { volumeMl: number; centre: Vector } {
    const { size, origin, step } = this.grid;
    let sum = 0;
    const moment = [0, 0, 0] as [number, number, number];
    this.visit(box, (index, x, y, z) => {
      const distance = shape(x, y, z);
      const share = Math.min(1, 0.5 - distance / step);
      if (share <= 0) return;
      this.signal[index] = (this.signal[index] as number) * (1 - share) + signal(-distance, x, y, z) * share;
      const added = Math.max(0, share - (this.blood[index] as number));
      this.blood[index] = (this.blood[index] as number) + added;
      sum += added;
      moment[0] += added * (index % size[0]);
      moment[1] += added * (Math.floor(index / size[0]) % size[1]);
      moment[2] += added * Math.floor(index / (size[0] * size[1]));
    });
    const mean = (axis: 0 | 1 | 2): number => origin[axis] + (sum > 0 ? (moment[axis] / sum) * step : 0);
    this.bounds = undefined;
    return { volumeMl: (sum * step ** 3) / 1000, centre: [mean(0), mean(1), mean(2)] };
  }
}

/** Smooth functions of one coordinate that bend a head, mm. */
export interface Bend {
  readonly xByY: (y: number) => number;
  readonly xByZ: (z: number) => number;
  readonly yByZ: (z: number) => number;
  readonly zByY: (y: number) => number;
}

/** The box of half sizes `half` about `centre`, and with `mirrored` also of its mirror image at the midline. */
export function boxAbout(centre: Vector, half: Vector, mirrored = false): Box {
  const reach = Math.abs(centre[0]) + half[0];
  return {
    low: [mirrored ? -reach : centre[0] - half[0], centre[1] - half[1], centre[2] - half[2]],
    high: [mirrored ? reach : centre[0] + half[0], centre[1] + half[1], centre[2] + half[2]],
  };
}
