import { type Orientation, type PlacedHead, type Stack, acquireStack } from './acquisition.js';
import { type Signals, paintAnatomy } from './anatomy.js';
import { DOME } from './brain-shape.js';
import { Canvas } from './canvas.js';
import { type Confounder, paintConfounders } from './confounders.js';
import { type BloodAge, type Compartment, type Side, paintHaemorrhage } from './haemorrhage.js';
import { type HeadPlan, type VentricleClass, planHead } from './head-plan.js';
import { type Hospital, hospitals } from './hospitals.js';
import { clamp } from './noise.js';
import { type CaseRequest, type Grade, drawGestationalAge } from './plan.js';
import { Random } from './random.js';
import { type Vector, gridBetween, rotate, rotation } from './space.js';
import { makeSurroundings } from './surroundings.js';
import { relaxationAt, signalOf, tissues } from './tissues.js';

/** One true haemorrhage; centre in patient coordinates (LPS, mm), where the head lies on average. */
export interface Lesion {
  readonly compartment: Compartment;
  readonly side: Side;
  readonly age: BloodAge;
  readonly centre: Vector;
  readonly volumeMl: number;
}

/** What is true of a case. */
export interface Truth {
  readonly positive: boolean;
  readonly grade: Grade;
  readonly gestationalAgeWeeks: number;
  readonly site: string;
  /** Larger atrium, mm, and its class. */
  readonly atrialWidth: number;
  readonly ventricleClass: VentricleClass;
  readonly confounders: readonly Confounder[];
  readonly lesions: readonly Lesion[];
  /** Volume of all haemorrhage, ml. */
  readonly lesionMl: number;
}

/** One examination: three stacks and the truth about them. */
export interface PhantomCase {
  readonly request: CaseRequest;
  readonly hospital: Hospital;
  readonly stacks: readonly Stack[];
  readonly truth: Truth;
}

/** A head, painted but not yet acquired: for tests and for whoever wants the volume itself. */
export interface PaintedHead {
  readonly canvas: Canvas;
  readonly plan: HeadPlan;
  readonly placed: PlacedHead;
  readonly truth: Truth;
}

/** Voxel of the head's volume, mm. */
const STEP = 1;

const ORIENTATIONS: readonly Orientation[] = ['axial', 'coronal', 'sagittal'];

/** Makes a case: the same request gives the same bytes on every machine with IEEE arithmetic and the same engine's elementary functions. */
export function makeCase(request: CaseRequest): PhantomCase {
  const hospital = hospitals[request.hospital];
  const head = paintHead(request);
  const random = new Random(request.seed).fork('acquisition');
  const acquired = ORIENTATIONS.map((orientation) =>
    acquireStack(head.placed, hospital, orientation, random.fork(orientation)),
  );
  const darkened = acquired.some(({ darkened }) => darkened > 0);
  const confounders = darkened ? [...head.truth.confounders, 'motion darkening' as const] : head.truth.confounders;
  return { request, hospital, stacks: acquired.map(({ stack }) => stack), truth: { ...head.truth, confounders } };
}

/** Paints the head of a case at its hospital's contrast. */
export function paintHead(request: CaseRequest): PaintedHead {
  const random = new Random(request.seed);
  const hospital = hospitals[request.hospital];
  const weeks = request.gestationalAgeWeeks ?? drawGestationalAge(random.fork('age'));
  const plan = planHead(weeks, request.grade, random.fork('head'));
  const relaxation = relaxationAt(weeks);
  const signals = Object.fromEntries(
    Object.keys(tissues).map((name) => [name, signalOf(relaxation[name as keyof Signals], hospital.echoTime)]),
  ) as Signals;
  const { halfWidth: a, halfLength: b } = plan.growth;
  const canvas = new Canvas(
    gridBetween([-a - 8, -b - 8, -1.35 * a - 4], [a + 8, b + 8, DOME * a + 8], STEP),
    plan.bend,
  );
  const surroundings = makeSurroundings(plan.shape, relaxation, hospital.echoTime, random.fork('surroundings'));
  paintAnatomy(canvas, plan, signals, surroundings, random.fork('anatomy'));
  const confounders = paintConfounders(canvas, plan, signals, random.fork('confounders'));
  const painted = paintHaemorrhage(canvas, plan, request.grade, hospital.echoTime, random.fork('haemorrhage'));
  const placed = place(canvas, surroundings, plan, random.fork('pose'));
  const lesions = painted.map((lesion) => ({ ...lesion, centre: toPatient(placed, lesion.centre) }));
  const atrialWidth = Math.max(...plan.ventricles.atrialWidth);
  const truth: Truth = {
    positive: request.grade > 0, grade: request.grade, gestationalAgeWeeks: weeks, site: hospital.site, atrialWidth, ventricleClass: plan.ventricleClass,
    confounders, lesions, lesionMl: lesions.reduce((sum, lesion) => sum + lesion.volumeMl, 0),
  }; // prettier-ignore
  return { canvas, plan, placed, truth };
}

/** The technician aims the stacks at the brain: a few degrees and mm off. */
function place(canvas: Canvas, surroundings: PlacedHead['surroundings'], plan: HeadPlan, random: Random): PlacedHead {
  const angle = (): number => clamp(random.normal(0, 5), -12, 12);
  const { halfWidth: a, halfLength: b } = plan.growth;
  return {
    canvas,
    surroundings,
    tilt: rotation(angle(), angle(), angle()),
    offset: [random.uniform(-20, 20), random.uniform(-20, 20), random.uniform(-20, 20)],
    extent: { low: [-a, -b, -1.05 * a], high: [a, b, DOME * a] },
  };
}

function toPatient(head: PlacedHead, point: Vector): Vector {
  const [x, y, z] = rotate(head.tilt, point);
  return [x + head.offset[0], y + head.offset[1], z + head.offset[2]];
}
