import { type Canvas, type Shape, boxAbout } from './canvas.js';
import type { HeadPlan } from './head-plan.js';
import { type Noise, clamp, mix, ramp, smoothNoise, smoothStep } from './noise.js';
import type { Random } from './random.js';
import { type Vector, ellipsoid } from './space.js';
import type { Surroundings } from './surroundings.js';
import { type Tissue, tissues } from './tissues.js';

/** T2w signal of each tissue at one hospital and age; CSF is about 0.95. */
export type Signals = Readonly<Record<Tissue, number>>;

const SKULL_MM = 1.3;
const SCALP_MM = 2.8;

/** Paints a normal head, from the outside inwards and from large to small. */
export function paintAnatomy(
  canvas: Canvas,
  plan: HeadPlan,
  signals: Signals,
  surroundings: Surroundings,
  random: Random,
): void {
  const grain = smoothNoise(random);
  const pia = paintCovers(canvas, plan, signals, surroundings);
  paintMantle(canvas, plan, signals, pia, grain);
  paintHindbrain(canvas, plan, signals);
  paintDeepGrey(canvas, plan, signals);
  paintMidline(canvas, plan, signals);
  paintVentricles(canvas, plan, signals, grain);
}

/** Everything outside the pia; returns the distance-like value of the pia, voxel by voxel. */
function paintCovers(canvas: Canvas, plan: HeadPlan, signals: Signals, surroundings: Surroundings): Float32Array {
  const { shape } = plan;
  const pia = new Float32Array(canvas.signal.length);
  canvas.visit(undefined, (index, x, y, z) => {
    const vault = shape.vault(x, y, z);
    const cavity = z > 0 ? vault : Math.min(vault, shape.cavity(x, y, z));
    pia[index] = cavity < 0 ? shape.pia(x, y, z, vault) : 50 + cavity;
    if (cavity < -1) return set(canvas, index, signals.csf, tissues.csf);
    if (cavity < SKULL_MM - 0.5) {
      const inside = clamp(0.5 - cavity, 0, 1);
      return set(canvas, index, mix(signals.skull, signals.csf, inside), inside > 0.5 ? tissues.csf : tissues.skull);
    }
    const scalp = signals.scalp;
    if (cavity < SKULL_MM + SCALP_MM)
      return set(canvas, index, mix(signals.skull, scalp, clamp(cavity - SKULL_MM + 0.5, 0, 1)), tissues.scalp);
    set(canvas, index, surroundings.sample(x, y, z), tissues.surroundings);
  });
  return pia;
}

/** Cortical plate, subplate and white matter, by true depth below the pia. */
function paintMantle(canvas: Canvas, plan: HeadPlan, signals: Signals, pia: Float32Array, grain: Noise): void {
  const { corticalThickness: cortex, subplateThickness: subplate, sylvianClosure } = plan.growth;
  const [nx, ny] = canvas.grid.size;
  canvas.visit(undefined, (index, x, y, z) => {
    const value = pia[index] as number;
    if (value > 2) return;
    const depth = value < -24 ? 24 : -value / steepness(pia, index, nx, nx * ny);
    const share = clamp(0.5 + depth, 0, 1);
    if (share === 0) return;
    const layer =
      depth < cortex ? tissues.corticalPlate : depth < cortex + subplate ? tissues.subplate : tissues.whiteMatter;
    const inner = mix(
      signals.subplate,
      signals.whiteMatter,
      smoothStep(cortex + subplate - 1, cortex + subplate + 2, depth),
    );
    const own = mix(signals.corticalPlate, inner, smoothStep(cortex - 0.6, cortex + 0.6, depth));
    const texture = 1 + 0.035 * grain(x / 4, y / 4, z / 4) + 0.02 * sylvianClosure * grain(x / 11, y / 11, z / 11);
    canvas.signal[index] = mix(signals.csf, own * texture, share);
    if (share >= 0.5) canvas.tissue[index] = layer;
  });
}

/** Length of the gradient by central differences, kept away from zero: turns a distance-like value into mm. */
function steepness(field: Float32Array, index: number, row: number, plane: number): number {
  const gx = ((field[index + 1] ?? 0) - (field[index - 1] ?? 0)) / 2;
  const gy = ((field[index + row] ?? 0) - (field[index - row] ?? 0)) / 2;
  const gz = ((field[index + plane] ?? 0) - (field[index - plane] ?? 0)) / 2;
  return clamp(Math.sqrt(gx * gx + gy * gy + gz * gz), 0.7, 3);
}

function paintHindbrain(canvas: Canvas, plan: HeadPlan, signals: Signals): void {
  const { a, b } = plan.shape;
  const w = plan.growth.cerebellarWidth;
  const hemisphere: Vector = [0.24 * w, 0.4 * b, -0.58 * a];
  const size: Vector = [0.27 * w, 0.25 * w, 0.24 * w];
  const folia: Shape = (_x, y, z) => 1 + 0.1 * Math.sin((z + 0.3 * y) * 1.9);
  paintEllipsoid(canvas, 'cerebellum', signals, hemisphere, size, true, folia);
  paintEllipsoid(canvas, 'cerebellum', signals, [0, 0.42 * b, -0.56 * a], [0.1 * w, 0.22 * w, 0.25 * w], false, folia);
  const stem: Shape = (x, y, z) => {
    const axis = 0.13 * b + 0.1 * Math.abs(z + 0.55 * a);
    const pons = Math.exp(-(((z + 0.55 * a) / (0.16 * a)) ** 2));
    return Math.max(
      Math.hypot(x, (y - axis) * 1.15) - a * (0.15 + 0.07 * pons) * (z < -0.8 * a ? 0.8 : 1),
      z + 0.12 * a,
      -1.3 * a - z,
    );
  };
  canvas.paint('brainstem', signals.brainstem, boxAbout([0, 0.15 * b, -0.7 * a], [0.3 * a, 0.3 * b, 0.6 * a]), stem);
  paintEllipsoid(canvas, 'fourthVentricle', signals, [0, 0.27 * b, -0.56 * a], [0.09 * w, 0.06 * w, 0.14 * w], false);
}

function paintDeepGrey(canvas: Canvas, plan: HeadPlan, signals: Signals): void {
  const { a, b } = plan.shape;
  paintEllipsoid(canvas, 'deepGrey', signals, [0.17 * a, 0.08 * b, 0], [0.15 * a, 0.19 * b, 0.17 * a], true);
  paintEllipsoid(canvas, 'deepGrey', signals, [0.25 * a, -0.28 * b, 0.08 * a], [0.08 * a, 0.16 * b, 0.13 * a], true);
  paintEllipsoid(canvas, 'deepGrey', signals, [0.4 * a, -0.08 * b, -0.04 * a], [0.11 * a, 0.24 * b, 0.16 * a], true);
}

/** Corpus callosum, cavum septi pellucidi with its leaves, third ventricle. */
function paintMidline(canvas: Canvas, plan: HeadPlan, signals: Signals): void {
  const { a, b } = plan.shape;
  const { gestationalAgeWeeks: ga, cavumWidth } = plan.growth;
  const thickness = ramp(ga, 20, 1.6, 36, 2.8);
  const callosum: Shape = (x, y, z) => {
    const core = plan.shape.core(y, z);
    return Math.max(Math.abs(core + thickness / 2 + 0.3) - thickness / 2, Math.abs(x) - 0.2 * a, 0.14 * a - z);
  };
  canvas.paint(
    'corpusCallosum',
    signals.corpusCallosum,
    boxAbout([0, 0, 0.25 * a], [0.22 * a, 0.6 * b, 0.25 * a]),
    callosum,
  );
  const cavum: Vector = [cavumWidth / 2, 0.17 * b, 0.09 * a];
  const at: Vector = [0, -0.26 * b, 0.22 * a];
  paintEllipsoid(canvas, 'corpusCallosum', signals, at, [cavum[0] + 0.8, cavum[1] + 0.8, cavum[2] + 0.8], false);
  paintEllipsoid(canvas, 'cavum', signals, at, cavum, false);
  paintEllipsoid(canvas, 'thirdVentricle', signals, [0, 0.02 * b, -0.08 * a], [1.1, 0.19 * b, 0.17 * a], false);
}

/** Germinal matrix in the floor and side wall of frontal horn and body, then the lumen, then choroid plexus in it. */
function paintVentricles(canvas: Canvas, plan: HeadPlan, signals: Signals, grain: Noise): void {
  const { ventricles, shape, growth } = plan;
  const box = boxAbout(
    [0, 0.12 * shape.b, 0],
    [0.62 * shape.a + ventricles.reach, 0.65 * shape.b + ventricles.reach, 0.55 * shape.a + ventricles.reach],
  );
  const thickness = growth.germinalMatrixThickness;
  if (thickness > 0) {
    const matrix: Shape = (x, y, z) => ventricles.locate(x, y, z) - thickness * matrixShare(plan, x, y, z);
    canvas.paint('germinalMatrix', signals.germinalMatrix, box, matrix);
  }
  const lumen: Shape = (x, y, z) => ventricles.locate(x, y, z) + 0.35 * grain(x / 5, y / 5, z / 5);
  canvas.paint('lateralVentricle', signals.lateralVentricle, box, lumen);
  paintPlexus(canvas, plan, signals, grain);
}

/** 1 at the caudothalamic groove, falling along the ventricle; none on the medial wall or the roof. Call after {@link LateralVentricles.locate}. */
function matrixShare(plan: HeadPlan, x: number, y: number, z: number): number {
  const { place } = plan.ventricles;
  if (place.temporal) return 0;
  const along = (y + 0.14 * plan.shape.b) / (0.26 * plan.shape.b);
  const lateral = smoothStep(-2, 2.5, Math.abs(x) - place.centreX - 0.8 * (z - place.centreZ));
  return lateral * Math.exp(-along * along);
}

function paintPlexus(canvas: Canvas, plan: HeadPlan, signals: Signals, grain: Noise): void {
  const { ventricles, shape, growth } = plan;
  const normal = 3.8;
  const plexus: Shape = (x, y, z) => {
    const drop = 0.3 * ventricles.reach;
    const lumen = ventricles.locate(x, y, z) + 0.4;
    const distance = ventricles.locate(x, y, z + drop);
    const { arc, radius, temporal } = ventricles.place;
    const along = (arc - 2.9) / (temporal ? 0.9 : 0.5);
    const own =
      growth.choroidFill * normal * Math.exp(-along * along) * (1 + 0.5 * grain(x / 2.6 + 5, y / 2.6, z / 2.6));
    return Math.max(lumen, distance + radius - own + 0.3);
  };
  const box = boxAbout(
    [0.33 * shape.a, 0.3 * shape.b, 0],
    [0.3 * shape.a + ventricles.reach, 0.45 * shape.b, 0.5 * shape.a],
    true,
  );
  canvas.paint(
    'choroidPlexus',
    signals.choroidPlexus,
    box,
    plexus,
    (x, y, z) => 1 + 0.18 * grain(x / 1.8, y / 1.8, z / 1.8),
  );
}

function paintEllipsoid(
  canvas: Canvas,
  tissue: Tissue,
  signals: Signals,
  centre: Vector,
  half: Vector,
  mirrored: boolean,
  texture?: Shape,
): void {
  const shape: Shape = (x, y, z) =>
    ellipsoid((mirrored ? Math.abs(x) : x) - centre[0], y - centre[1], z - centre[2], half[0], half[1], half[2]);
  canvas.paint(tissue, signals[tissue], boxAbout(centre, half, mirrored), shape, texture);
}

function set(canvas: Canvas, index: number, signal: number, tissue: number): void {
  canvas.signal[index] = signal;
  canvas.tissue[index] = tissue;
}
