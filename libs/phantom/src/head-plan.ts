import { BrainShape } from './brain-shape.js';
import type { Bend } from './canvas.js';
import { type Growth, growthAt } from './growth.js';
import { LateralVentricles } from './lateral-ventricles.js';
import { clamp, smoothNoise } from './noise.js';
import type { Grade } from './plan.js';
import type { Random } from './random.js';

/** Ventricular width as reports class it, by the wider atrium (mm). */
export type VentricleClass = 'normal' | 'mild' | 'moderate' | 'severe';

/** One individual head before anything is painted. */
export interface HeadPlan {
  readonly growth: Growth;
  readonly shape: BrainShape;
  readonly ventricles: LateralVentricles;
  readonly ventricleClass: VentricleClass;
  readonly bend: Bend;
}

/** Share of heads without haemorrhage whose ventricles are wide all the same. */
const WIDE_WITHOUT_BLOOD = 0.25;

/** Draws an individual: size (spread 4%), width of each ventricle, gentle asymmetry. Grade III and IV come with dilation. */
export function planHead(gestationalAgeWeeks: number, grade: Grade, random: Random): HeadPlan {
  const normal = growthAt(gestationalAgeWeeks);
  const size = clamp(random.normal(1, 0.04), 0.9, 1.1);
  const length = size * clamp(random.normal(1, 0.03), 0.93, 1.07);
  const growth = { ...normal, halfWidth: normal.halfWidth * size, halfLength: normal.halfLength * length };
  const ventricleClass = drawClass(grade, random);
  const width = drawWidth(ventricleClass, random);
  const asymmetry = clamp(random.normal(0, ventricleClass === 'normal' ? 0.05 : 0.1), -0.25, 0.25);
  const atria: [number, number] = asymmetry > 0 ? [width, width * (1 - asymmetry)] : [width * (1 + asymmetry), width];
  return {
    growth,
    shape: new BrainShape(growth, smoothNoise(random)),
    ventricles: new LateralVentricles(growth.halfWidth, growth.halfLength, atria),
    ventricleClass,
    bend: drawBend(random),
  };
}

/** Class of an atrial width: normal below 10 mm, mild to 12, moderate to 15, severe above. */
export function ventricleClassOf(atrialWidth: number): VentricleClass {
  return atrialWidth < 10 ? 'normal' : atrialWidth < 12 ? 'mild' : atrialWidth <= 15 ? 'moderate' : 'severe';
}

function drawClass(grade: Grade, random: Random): VentricleClass {
  if (grade >= 3) return random.pick(['mild', 'moderate', 'moderate', 'severe']);
  const chance = grade === 0 ? WIDE_WITHOUT_BLOOD : 0;
  return random.chance(chance) ? random.pick(['mild', 'mild', 'moderate', 'severe']) : 'normal';
}

function drawWidth(ventricleClass: VentricleClass, random: Random): number {
  if (ventricleClass === 'normal') return clamp(random.normal(7.6, 0.9), 5.2, 9.9);
  const [low, high] = { mild: [10, 12], moderate: [12, 15], severe: [15.1, 20] }[ventricleClass] as [number, number];
  return random.uniform(low, high);
}

function drawBend(random: Random): Bend {
  const wave = (amplitude: number): ((at: number) => number) => {
    const [size, length, phase] = [
      random.normal(0, amplitude),
      random.uniform(55, 110),
      random.uniform(0, 2 * Math.PI),
    ];
    const held = clamp(size, -1.4, 1.4);
    return (at) => held * Math.sin((2 * Math.PI * at) / length + phase);
  };
  return { xByY: wave(0.7), xByZ: wave(0.5), yByZ: wave(0.8), zByY: wave(0.8) };
}
