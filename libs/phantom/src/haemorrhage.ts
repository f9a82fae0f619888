import { type Canvas, type Shape, boxAbout } from './canvas.js';
import type { HeadPlan } from './head-plan.js';
import { type Noise, clamp, mix, smoothNoise, smoothStep } from './noise.js';
import type { Grade } from './plan.js';
import type { Random } from './random.js';
import { type Vector, ellipsoid } from './space.js';
import { signalOf } from './tissues.js';

export type Side = 'left' | 'right';
export type Compartment = 'germinal matrix' | 'ventricle' | 'parenchyma';
export type BloodAge = 'acute' | 'early subacute' | 'late subacute' | 'chronic';

/** One haemorrhage as it was painted; centre in head coordinates (mm). */
export interface PaintedLesion {
  readonly compartment: Compartment;
  readonly side: Side;
  readonly age: BloodAge;
  readonly centre: Vector;
  readonly volumeMl: number;
}

/** How blood of one age looks: T2 (ms) of core and rim, thickness of the rim (mm), how much of it is pockets of serum. */
interface BloodLook {
  readonly age: BloodAge;
  readonly coreT2: number;
  readonly rimT2: number;
  readonly rim: number;
  readonly pockets: number;
  /** Distance by which a clot has shrunk from the ependyma, mm. */
  readonly retraction: number;
}

/**
 * Blood ages as on T2w images (Bradley 1993, Radiology 189:15): deoxyhaemoglobin dark, methaemoglobin in cells very dark, free methaemoglobin brighter within
 * a dark rim, haemosiderin a dark rim for good. Order from there; the numbers are chosen to give that order, not measured.
 */
function drawLook(random: Random): BloodLook {
  const age = random.pick<BloodAge>([
    'acute',
    'acute',
    'acute',
    'early subacute',
    'early subacute',
    'early subacute',
    'late subacute',
    'chronic',
  ]);
  const patchy = random.chance(0.4) ? random.uniform(0.3, 0.8) : 0;
  switch (age) {
    case 'acute':
      return { age, coreT2: random.uniform(55, 95), rimT2: 60, rim: 0, pockets: patchy, retraction: 0 };
    case 'early subacute':
      return {
        age,
        coreT2: random.uniform(42, 70),
        rimT2: 45,
        rim: 0.8,
        pockets: patchy,
        retraction: random.uniform(0, 0.6),
      };
    case 'late subacute':
      return {
        age,
        coreT2: random.uniform(100, 150),
        rimT2: 42,
        rim: 1.4,
        pockets: patchy,
        retraction: random.uniform(0.3, 1),
      };
    case 'chronic':
      return {
        age,
        coreT2: random.uniform(90, 170),
        rimT2: 36,
        rim: 1.2,
        pockets: 0.5,
        retraction: random.uniform(0.5, 1.2),
      };
  }
}

/** A painter's tools: where, with what, how it looks. */
interface Bleeding {
  readonly canvas: Canvas;
  readonly plan: HeadPlan;
  readonly echoTime: number;
  readonly rough: Noise;
  readonly random: Random;
}

/** Paints the haemorrhages of a grade. Grade 0 paints none. */
export function paintHaemorrhage(
  canvas: Canvas,
  plan: HeadPlan,
  grade: Grade,
  echoTime: number,
  random: Random,
): PaintedLesion[] {
  if (grade === 0) return [];
  const on: Bleeding = { canvas, plan, echoTime, rough: smoothNoise(random.fork('surface')), random };
  const look = drawLook(random);
  const first = random.pick<Side>(['left', 'right']);
  const sides: Side[] = random.chance(grade === 1 ? 0.2 : 0.35) ? ['left', 'right'] : [first];
  const lesions = sides.flatMap((side) => {
    const painted: PaintedLesion[] = [];
    if (grade === 1 || random.chance(originChance(plan))) painted.push(bleedMatrix(on, side, grade, look));
    if (grade >= 2) painted.push(bleedVentricle(on, side, grade, look));
    if (grade === 4 && side === first) painted.push(bleedParenchyma(on, side, look));
    return painted;
  });
  return lesions.filter((lesion) => lesion.volumeMl > 0);
}

/** Whether the bleed's origin is still seen in the matrix: before involution mostly, later seldom. */
function originChance(plan: HeadPlan): number {
  return plan.growth.germinalMatrixThickness > 0 ? 0.75 : 0.25;
}

/** Subependymal haematoma at the caudothalamic groove. */
function bleedMatrix(on: Bleeding, side: Side, grade: Grade, look: BloodLook): PaintedLesion {
  const { plan, random, rough } = on;
  const [cx, cy, cz] = plan.ventricles.centre(random.uniform(0.45, 1.15), side);
  const scale = plan.shape.a / 36;
  const size = scale * (grade === 1 ? random.uniform(2.2, 4.2) : random.uniform(1.8, 3.4));
  const half: Vector = [size * random.uniform(0.7, 1), size * random.uniform(1, 1.7), size * random.uniform(0.75, 1.1)];
  const outwards = Math.max(...plan.ventricles.atrialWidth) * 0.28 + 0.4 * half[0];
  const centre: Vector = [cx + (side === 'left' ? outwards : -outwards), cy, cz - 0.35 * outwards];
  const shape: Shape = (x, y, z) =>
    ellipsoid(x - centre[0], y - centre[1], z - centre[2], half[0], half[1], half[2]) +
    0.7 * rough(x / 3, y / 3, z / 3);
  return bleed(on, 'germinal matrix', side, look, shape, boxAbout(centre, [half[0] + 1, half[1] + 1, half[2] + 1]));
}

/** Clot or settled blood in a lateral ventricle: a stretch along its axis, cut level where blood has settled, shrunk from the wall with age. */
function bleedVentricle(on: Bleeding, side: Side, grade: Grade, look: BloodLook): PaintedLesion {
  const { plan, random, rough } = on;
  const { ventricles, shape } = plan;
  const middle = random.uniform(0.7, 3.5);
  const half = grade === 2 ? random.uniform(0.3, 0.9) : random.uniform(0.9, 2.2);
  const centre = ventricles.centre(middle, side);
  const radius = ventricles.atrialWidth[side === 'left' ? 0 : 1] / 2;
  const settled = random.chance(grade === 2 ? 0.6 : 0.35);
  const down = drawDown(random);
  const level = settled ? random.uniform(-0.3, 0.6) * radius : -1e3;
  const segment = 0.3 * shape.b;
  const clot: Shape = (x, y, z) => {
    if (x > 0 !== (side === 'left')) return 9;
    const distance = ventricles.locate(x, y, z);
    if (distance > 1) return 9;
    const roughness = rough(x / 4, y / 4, z / 4);
    const end = (Math.abs(ventricles.place.arc - middle) - half) * segment + 3 * roughness;
    const surface =
      level -
      (down[0] * (x - centre[0]) + down[1] * (y - centre[1]) + down[2] * (z - centre[2])) +
      (settled ? 0.4 : 0) * roughness;
    return Math.max(
      distance + look.retraction + Math.max(0, 0.8 * roughness) * (look.retraction > 0 ? 1 : 0.3),
      end,
      surface,
    );
  };
  const reach: Vector = [0.62 * shape.a + radius, 0.75 * shape.b + radius, 0.6 * shape.a + radius];
  return bleed(on, 'ventricle', side, look, clot, boxAbout([0, 0.1 * shape.b, 0], reach));
}

/** Venous infarction: a ragged fan in the white matter beside the body of the ventricle. */
function bleedParenchyma(on: Bleeding, side: Side, look: BloodLook): PaintedLesion {
  const { plan, random, rough } = on;
  const { ventricles, shape, growth } = plan;
  const [cx, cy, cz] = ventricles.centre(random.uniform(0.7, 2.4), side);
  const size = (shape.a / 36) * random.uniform(4.5, 8.5);
  const half: Vector = [size * 0.9, size * random.uniform(1, 1.6), size];
  const outwards = 0.35 * Math.max(...ventricles.atrialWidth) + 0.75 * half[0];
  const centre: Vector = [cx + (side === 'left' ? outwards : -outwards), cy, cz + 0.35 * size];
  const margin = growth.csfThickness + growth.corticalThickness + 1.5;
  const fan: Shape = (x, y, z) => {
    const d =
      ellipsoid(x - centre[0], y - centre[1], z - centre[2], half[0], half[1], half[2]) +
      2.2 * rough(x / 5, y / 5, z / 5);
    return d > 1 ? d : Math.max(d, shape.vault(x, y, z) + margin, -ventricles.locate(x, y, z));
  };
  return bleed(on, 'parenchyma', side, look, fan, boxAbout(centre, [half[0] + 2.5, half[1] + 2.5, half[2] + 2.5]));
}

function bleed(
  on: Bleeding,
  compartment: Compartment,
  side: Side,
  look: BloodLook,
  shape: Shape,
  box: ReturnType<typeof boxAbout>,
): PaintedLesion {
  const { rough, echoTime } = on;
  const signal = (depth: number, x: number, y: number, z: number): number => {
    const grain = rough(x / 2.3 + 3, y / 2.3, z / 2.3);
    const core = look.rim > 0 ? smoothStep(look.rim - 0.5, look.rim + 0.7, depth) : 1;
    const t2 = mix(look.rimT2, look.coreT2, core) * (1 + 0.25 * grain);
    const pocket = look.pockets * smoothStep(0.35, 0.7, grain) * clamp(depth / 2, 0, 1);
    return mix(signalOf({ t2, density: 0.85 }, echoTime), 0.75, pocket);
  };
  const { volumeMl, centre } = on.canvas.bleed(box, shape, signal);
  return { compartment, side, age: look.age, centre, volumeMl };
}

/** Where down is for the fetus: mostly towards its back or vertex, but any way it lies. */
function drawDown(random: Random): Vector {
  const v: Vector = [random.normal(0, 0.5), random.normal(0.6, 0.7), random.normal(0, 0.7)];
  const length = Math.hypot(...v) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}
