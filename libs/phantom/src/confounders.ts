import { type Canvas, boxAbout } from './canvas.js';
import type { Signals } from './anatomy.js';
import type { HeadPlan } from './head-plan.js';
import type { Random } from './random.js';
import { type Vector, ellipsoid } from './space.js';

/** What looks like blood and is not. */
export type Confounder =
  'flow void' | 'ventricular flow artefact' | 'calcification' | 'ventriculomegaly' | 'motion darkening';

/** Paints vessels and, by chance, artefacts and calcified spots; returns those that a reader might mistake. */
export function paintConfounders(canvas: Canvas, plan: HeadPlan, signals: Signals, random: Random): Confounder[] {
  const present: Confounder[] = [];
  paintVessels(canvas, plan, signals, random.fork('vessels'));
  if (random.chance(0.35)) {
    paintFlowVoids(canvas, plan, signals, random.fork('flow'));
    present.push('flow void');
  }
  if (random.chance(0.3)) {
    paintVentricularFlow(canvas, plan, signals, random.fork('pulsation'));
    present.push('ventricular flow artefact');
  }
  if (random.chance(0.2)) {
    paintCalcifications(canvas, plan, signals, random.fork('calcification'));
    present.push('calcification');
  }
  if (plan.ventricleClass !== 'normal') present.push('ventriculomegaly');
  return present;
}

/** Superior sagittal sinus, vein of Galen, basilar and carotid arteries: dark wherever blood runs fast. */
function paintVessels(canvas: Canvas, plan: HeadPlan, signals: Signals, random: Random): void {
  const { a, b } = plan.shape;
  const size = (a / 36) * random.uniform(0.8, 1.2);
  spot(canvas, signals, [0, 0.5 * b, 0.84 * a], [1.3 * size, 0.35 * b, 1.3 * size]);
  spot(canvas, signals, [0, 0.56 * b, 0.02 * a], [1.1 * size, 0.1 * b, 1.1 * size]);
  spot(canvas, signals, [0, -0.02 * b, -0.62 * a], [0.8 * size, 0.8 * size, 0.14 * a]);
  for (const side of [-1, 1])
    spot(canvas, signals, [side * 0.16 * a, -0.2 * b, -0.42 * a], [0.9 * size, 0.9 * size, 0.08 * a]);
}

/** Vessels that stand out more than usual, in the Sylvian fissures and over the convexity. */
function paintFlowVoids(canvas: Canvas, plan: HeadPlan, signals: Signals, random: Random): void {
  const { a, b } = plan.shape;
  for (let i = 0; i < 4; i++) {
    const side = random.pick([-1, 1]);
    const centre: Vector = [
      side * random.uniform(0.5, 0.85) * a,
      random.uniform(-0.35, 0.25) * b,
      random.uniform(-0.25, 0.1) * a,
    ];
    spot(canvas, signals, centre, [random.uniform(0.7, 1.1), random.uniform(1.5, 4), random.uniform(0.7, 1.3)]);
  }
}

/** Loss of signal where CSF pulsates, at the foramina of Monro and in the third ventricle: soft and grey, never black. */
function paintVentricularFlow(canvas: Canvas, plan: HeadPlan, signals: Signals, random: Random): void {
  const side = random.pick<'left' | 'right'>(['left', 'right']);
  const [x, y, z] = plan.ventricles.centre(random.uniform(0.5, 1), side);
  const at: Vector = [x * 0.8, y, z - 1];
  const half: Vector = [random.uniform(1.2, 2.2), random.uniform(1.5, 3), random.uniform(1.2, 2.2)];
  const depth = random.uniform(0.25, 0.5);
  const lumen = (px: number, py: number, pz: number): boolean => plan.ventricles.locate(px, py, pz) < 0;
  canvas.visit(boxAbout(at, [half[0] * 2, half[1] * 2, half[2] * 2]), (index, px, py, pz) => {
    if (!lumen(px, py, pz)) return;
    const k = ((px - at[0]) / half[0]) ** 2 + ((py - at[1]) / half[1]) ** 2 + ((pz - at[2]) / half[2]) ** 2;
    canvas.signal[index] = (canvas.signal[index] as number) * (1 - depth * Math.exp(-k));
  });
}

/** One to three small black spots in white matter or basal ganglia, away from the ventricles. */
function paintCalcifications(canvas: Canvas, plan: HeadPlan, signals: Signals, random: Random): void {
  const { a, b } = plan.shape;
  const count = Math.floor(random.uniform(1, 4));
  for (let i = 0; i < count; i++) {
    const side = random.pick([-1, 1]);
    const centre: Vector = [
      side * random.uniform(0.35, 0.68) * a,
      random.uniform(-0.4, 0.4) * b,
      random.uniform(-0.1, 0.5) * a,
    ];
    const r = random.uniform(0.7, 1.3);
    const shape = (x: number, y: number, z: number): number =>
      ellipsoid(x - centre[0], y - centre[1], z - centre[2], r, r, r);
    if (plan.ventricles.locate(...centre) > 4)
      canvas.paint('calcification', signals.calcification, boxAbout(centre, [r, r, r]), shape);
  }
}

function spot(canvas: Canvas, signals: Signals, centre: Vector, half: Vector): void {
  const shape = (x: number, y: number, z: number): number =>
    ellipsoid(x - centre[0], y - centre[1], z - centre[2], half[0], half[1], half[2]);
  canvas.paint('vessel', signals.vessel, boxAbout(centre, half), shape);
}
