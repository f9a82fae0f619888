import type { BrainShape } from './brain-shape.js';
import { clamp, mix, smoothNoise, smoothStep } from './noise.js';
import type { Random } from './random.js';
import { type Grid, type Vector, ellipsoid, gridBetween, voxelCount } from './space.js';
import { type Relaxation, signalOf } from './tissues.js';

/** Half side of the cube that is modelled around the head, mm, and its voxel: coarse, since nothing is read there. */
const REACH = 120;
const STEP = 3;

/** A coarse T2w volume of what lies around the head. */
export interface Surroundings {
  readonly grid: Grid;
  readonly signal: Float32Array;
  /** Trilinear; constant beyond the edge. */
  readonly sample: (x: number, y: number, z: number) => number;
}

type Signals = Readonly<Record<'amnioticFluid' | 'muscle' | 'fat' | 'placenta' | 'scalp', Relaxation>>;

/** Amniotic fluid about the head, the fetal trunk and face, the uterine wall with placenta, and the mother's fat, muscle and bowel. */
export function makeSurroundings(
  shape: BrainShape,
  relaxation: Signals,
  echoTime: number,
  random: Random,
): Surroundings {
  const grid = gridBetween([-REACH, -REACH, -REACH], [REACH, REACH, REACH], STEP);
  const noise = smoothNoise(random);
  const { a, b } = shape;
  const s = Object.fromEntries(
    Object.entries(relaxation).map(([name, value]) => [name, signalOf(value, echoTime)]),
  ) as Record<keyof Signals, number>;
  const shift: Vector = [random.normal(0, 6), random.normal(0, 6), random.normal(-8, 5)];
  const fluid = random.uniform(0, 9);
  const placentaSide = random.uniform(0, 2 * Math.PI);
  const soft = (distance: number): number => clamp(0.5 - distance / STEP, 0, 1);
  const mother = (x: number, y: number, z: number, wall: number, grain: number): number => {
    const placental = smoothStep(0.1, 0.5, Math.cos(Math.atan2(y, x) - placentaSide));
    const uterine = mix(s.muscle * 2.2, s.placenta, placental) * (1 + 0.18 * grain);
    const fat = smoothStep(-0.3, 0.35, noise(x / 17 + 9, y / 17, z / 26) + 0.3 * grain);
    return mix(mix(s.muscle * 1.6, s.fat, fat) * (1 + 0.2 * grain), uterine, soft(wall - 6 - 14 * placental));
  };
  const at = (x: number, y: number, z: number): number => {
    const wobble = 9 * noise(x / 26, y / 26, z / 26);
    const grain = noise(x / 9, y / 9, z / 9);
    const wall =
      ellipsoid(x - shift[0], y - shift[1], z - shift[2], a + fluid + 6, b + fluid + 6, 1.5 * a + fluid) + wobble;
    const outside = mix(mother(x, y, z, wall, grain), s.amnioticFluid * (0.9 + 0.08 * grain), soft(wall));
    const neck = mix(0.42 * a, 0.85 * a, clamp((-z - 1.1 * a) / 40, 0, 1));
    const trunk = Math.max(Math.hypot(x, y - 0.25 * b - 0.15 * (z + a)) - neck, z + 0.75 * a);
    const face = ellipsoid(x, y + 0.72 * b, z + 0.58 * a, 0.6 * a, 0.4 * b, 0.5 * a);
    return mix(outside, s.scalp * (1.1 + 0.8 * grain), soft(Math.min(trunk, face)));
  };
  const signal = fill(grid, at);
  return { grid, signal, sample: (x, y, z) => trilinear(grid, signal, x, y, z) };
}

/** Trilinear interpolation in a volume; places beyond the edge read the edge. */
export function trilinear(grid: Grid, volume: Float32Array, x: number, y: number, z: number): number {
  const [nx, ny, nz] = grid.size;
  const u = clamp((x - grid.origin[0]) / grid.step, 0, nx - 1.001);
  const v = clamp((y - grid.origin[1]) / grid.step, 0, ny - 1.001);
  const w = clamp((z - grid.origin[2]) / grid.step, 0, nz - 1.001);
  const i = Math.floor(u);
  const j = Math.floor(v);
  const k = Math.floor(w);
  const at = (k * ny + j) * nx + i;
  const up = at + nx * ny;
  const fu = u - i;
  const fv = v - j;
  const low = mix(
    mix(volume[at] as number, volume[at + 1] as number, fu),
    mix(volume[at + nx] as number, volume[at + nx + 1] as number, fu),
    fv,
  );
  const high = mix(
    mix(volume[up] as number, volume[up + 1] as number, fu),
    mix(volume[up + nx] as number, volume[up + nx + 1] as number, fu),
    fv,
  );
  return mix(low, high, w - k);
}

function fill(grid: Grid, at: (x: number, y: number, z: number) => number): Float32Array {
  const signal = new Float32Array(voxelCount(grid));
  const [nx, ny, nz] = grid.size;
  let index = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        signal[index++] = at(
          grid.origin[0] + i * grid.step,
          grid.origin[1] + j * grid.step,
          grid.origin[2] + k * grid.step,
        );
      }
    }
  }
  return signal;
}
