import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { highestMarks, highestNonLesions, ratingsOfLesions } from './case-scores.js';
import { UNMARKED, type FrocData } from './froc-data.js';

export interface CurvePoint {
  /** Lowest rating that counts here; none at the curve's two ends. */
  readonly threshold?: number;
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly x: string;
  readonly y: string;
  /** From the origin, one point for each rating in use, highest first. */
  readonly points: readonly CurvePoint[];
}

/** FROC: share of lesions marked against marks on no lesion a case (all cases). It ends at its last mark (Bunch et al., SPIE 1977). */
export function frocCurve(study: FrocData, cell: number, cases: Int32Array): Estimable<Curve> {
  const nonLesions = Array.from(cases).flatMap((c) => study.nonLesions[cell * study.cases.length + c] ?? []);
  const falses = nonLesions.map((rating) => ({ rating, weight: 1 / cases.length }));
  return curve('non-lesion marks per case', 'lesion localisation fraction', falses, lesions(study, cell, cases, false));
}

/** AFROC: share of lesions marked against share of cases without lesions with a false mark; closed to (1, 1) (Bunch et al. 1977; Chakraborty 2017, ch. 13). */
export function afrocCurve(study: FrocData, cell: number, cases: Int32Array): Estimable<Curve> {
  const falses = scores(study, cases, highestNonLesions(study, cell), false);
  return closed(
    curve('false positive fraction', 'lesion localisation fraction', falses, lesions(study, cell, cases, false)),
  );
}

/** wAFROC: as AFROC, each case with lesions alike, its lesions by their weights (Chakraborty 2017, ch. 14). */
export function wafrocCurve(study: FrocData, cell: number, cases: Int32Array): Estimable<Curve> {
  const falses = scores(study, cases, highestNonLesions(study, cell), false);
  const trues = lesions(study, cell, cases, true);
  return closed(curve('false positive fraction', 'weighted lesion localisation fraction', falses, trues));
}

/** ROC of the highest mark of each case (Chakraborty 2017, ch. 12). */
export function inferredRocCurve(study: FrocData, cell: number, cases: Int32Array): Estimable<Curve> {
  const highest = highestMarks(study, cell);
  const falses = scores(study, cases, highest, false);
  return closed(
    curve('false positive fraction', 'true positive fraction', falses, scores(study, cases, highest, true)),
  );
}

interface Step {
  readonly rating: number;
  readonly weight: number;
}

/** One step a case of the class, of equal weight. */
function scores(study: FrocData, cases: Int32Array, score: Float64Array, positive: boolean): Step[] {
  const own = cases.filter((c) => study.cases[c]?.positive === positive);
  return Array.from(own, (c) => ({ rating: score[c] as number, weight: 1 / own.length }));
}

function lesions(study: FrocData, cell: number, cases: Int32Array, byCase: boolean): Step[] {
  const ratings = ratingsOfLesions(study, cell);
  const own = cases.filter((c) => study.cases[c]?.positive === true);
  const steps = Array.from(own).flatMap((c) =>
    Array.from(ratings.subarray(study.lesionStart[c], study.lesionStart[c + 1]), (rating, l) => ({
      rating,
      weight: byCase ? (study.lesionWeights[(study.lesionStart[c] as number) + l] as number) / own.length : 1,
    })),
  );
  return byCase ? steps : steps.map(({ rating }) => ({ rating, weight: 1 / steps.length }));
}

function curve(x: string, y: string, falses: readonly Step[], trues: readonly Step[]): Estimable<Curve> {
  if (trues.length === 0) return notEstimable('no positive case');
  if (falses.length === 0 && x === 'false positive fraction') return notEstimable('no negative case');
  const thresholds = [...new Set([...falses, ...trues].map(({ rating }) => rating))]
    .filter((rating) => rating > UNMARKED)
    .sort((a, b) => b - a);
  const points: CurvePoint[] = [{ x: 0, y: 0 }];
  for (const threshold of thresholds)
    points.push({ threshold, x: weightFrom(falses, threshold), y: weightFrom(trues, threshold) });
  return estimated({ x, y, points });
}

function weightFrom(steps: readonly Step[], threshold: number): number {
  return steps.reduce((sum, { rating, weight }) => (rating >= threshold ? sum + weight : sum), 0);
}

function closed(open: Estimable<Curve>): Estimable<Curve> {
  if (open.status === 'not-estimable') return open;
  return estimated({ x: open.x, y: open.y, points: [...open.points, { x: 1, y: 1 }] });
}
