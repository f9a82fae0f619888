import {
  findingsOf,
  type Answers,
  type Finding,
  type Mark,
  type PatientPoint,
  type ReferenceLesion,
  type ReferenceRegion,
  type TruthingPlan,
} from '@lectern/contracts';
import { markCentre, outlineArea, placedMarks, scoreFindings, type AcceptanceRule, type MarkedFinding, type PlacedMark, type ReferenceLesion as JudgedLesion } from '@lectern/statistics'; // prettier-ignore

/** What is true of a case. */
export interface CaseTruth {
  readonly positive: boolean;
  readonly grade: number | null;
  readonly lesions: readonly ReferenceLesion[];
}

/** What the members' answers come to: a truth, or why they need an adjudicator. */
export type PanelVerdict =
  | { readonly agreed: true; readonly truth: CaseTruth }
  | { readonly agreed: false; readonly reasons: readonly string[] };

/** What one member's answers say of a case. */
export function truthOf(plan: TruthingPlan, answers: Answers): CaseTruth {
  const { lesions, ...seen } = seenIn(plan, answers);
  return { ...seen, lesions: lesions.map(({ id, regions }) => ({ id, regions })) };
}

type Seen = Omit<CaseTruth, 'lesions'> & { readonly lesions: readonly SeenLesion[] };

function seenIn({ truth }: TruthingPlan, answers: Answers): Seen {
  const positive = answers[truth.decision] === 'present';
  const grade = truth.grade === undefined ? undefined : answers[truth.grade];
  const findings = truth.lesions === undefined ? null : findingsOf(answers[truth.lesions]);
  return {
    positive,
    grade: !positive ? 0 : typeof grade === 'number' ? grade : null,
    lesions: positive ? (findings ?? []).map(lesionOf) : [],
  };
}

/**
 * Members agree where all decide alike, their grades differ by no more than the protocol allows and each lesion of one is a lesion of every other by its rule, in
 * both directions. Then the median grade holds, the lower of two, and each lesion lies in the middle of where they saw it.
 *
 * @param opinions at least one
 */
export function panelVerdict(plan: TruthingPlan, opinions: readonly Answers[]): PanelVerdict {
  const truths = opinions.map((answers) => seenIn(plan, answers));
  const positive = truths[0]!.positive;
  if (truths.some((truth) => truth.positive !== positive)) return { agreed: false, reasons: ['decision'] };
  const grades = truths.flatMap(({ grade }) => grade ?? []).sort((a, b) => a - b);
  const graded = grades.length === truths.length || grades.length === 0;
  const gradesAgree = graded && (grades.length === 0 || grades.at(-1)! - grades[0]! <= plan.agreement.grade);
  const rule = plan.agreement.lesions;
  const lesions = rule ? sharedLesions(truths.map((truth) => truth.lesions), rule) : []; // prettier-ignore
  const reasons = [...(gradesAgree ? [] : ['grade']), ...(lesions ? [] : ['lesions'])];
  if (reasons.length > 0 || !lesions) return { agreed: false, reasons };
  return { agreed: true, truth: { positive, grade: grades[(grades.length - 1) >> 1] ?? null, lesions } };
}

/** Each lesion as all saw it; null where not all saw the same ones. */
function sharedLesions(opinions: readonly (readonly SeenLesion[])[], rule: AcceptanceRule): ReferenceLesion[] | null {
  const [first = [], ...others] = opinions;
  const matches = others.map((other) => matched(first, other, rule));
  if (matches.some((match) => match === null)) return null;
  return first.map((lesion) => merged([lesion, ...matches.map((match) => match!.get(lesion.id)!)]));
}

/** Which lesion of the second opinion each of the first is; null unless they go one to one in both directions. */
function matched(
  first: readonly SeenLesion[],
  second: readonly SeenLesion[],
  rule: AcceptanceRule,
): Map<string, SeenLesion> | null {
  if (first.length !== second.length) return null;
  const there = scoreFindings(second.map(asFinding), first.map(asJudged), rule);
  const back = scoreFindings(first.map(asFinding), second.map(asJudged), rule);
  if (there.lesions.length !== first.length || back.lesions.length !== second.length) return null;
  return new Map(there.lesions.map(({ id, finding }) => [id, second.find((lesion) => lesion.id === finding)!]));
}

/** A lesion with the marks by which a member showed it. */
type SeenLesion = ReferenceLesion & Pick<Finding, 'marks'>;

function lesionOf({ marks }: Finding, index: number): SeenLesion {
  const figures = marks.filter(({ tool }) => tool !== 'mask').map(sphereOf);
  const masks = placedMarks(marks, () => undefined).flatMap((mark) => (mark.tool === 'mask' ? sphereOfMask(mark) : []));
  return { id: `lesion ${index + 1}`, marks, regions: [...figures, ...masks] };
}

function sphereOf({ tool, points, seriesInstanceUid }: Mark): ReferenceRegion {
  const [a, b = a, c = a, d = c] = points as [PatientPoint, PatientPoint?, PatientPoint?, PatientPoint?];
  const radius = tool === 'point' ? 0 : tool === 'ellipse' ? Math.sqrt(apart(a, b) * apart(c, d)) / 2 : apart(a, b) / 2 / Math.SQRT2; // prettier-ignore
  return { kind: 'sphere', seriesInstanceUid, centre: middle([a, b]), radius };
}

/** Around the middle of its outlines, with a section of the area of the largest. */
function sphereOfMask(mask: PlacedMark & { tool: 'mask' }): ReferenceRegion {
  const areas = mask.images.flatMap(({ outlines }) => outlines.map(outlineArea));
  const radius = Math.sqrt(Math.max(...areas) / Math.PI);
  return { kind: 'sphere', seriesInstanceUid: mask.stack, centre: [...markCentre(mask)], radius };
}

/** A mark as it was drawn; a box, whose sides are not known, by its centre. */
function asFinding({ id, marks }: SeenLesion): MarkedFinding {
  return { id, rating: 1, marks: placedMarks(marks, () => undefined) };
}

function asJudged({ id, regions }: ReferenceLesion): JudgedLesion {
  return {
    id,
    regions: regions.flatMap((region) =>
      region.kind === 'sphere'
        ? [{ stack: region.seriesInstanceUid ?? '', region: { kind: 'sphere' as const, centre: region.centre, radius: region.radius } }] // prettier-ignore
        : [],
    ),
  };
}

/** Of each stack in which anyone marked it, the middle of the centres and the mean radius. */
function merged(same: readonly ReferenceLesion[]): ReferenceLesion {
  const spheres = same.flatMap(({ regions }) =>
    regions.flatMap((region) => (region.kind === 'sphere' ? [region] : [])),
  );
  const stacks = [...Map.groupBy(spheres, ({ seriesInstanceUid }) => seriesInstanceUid)];
  return {
    id: same[0]!.id,
    regions: stacks.map(([seriesInstanceUid, regions]) => ({
      kind: 'sphere',
      seriesInstanceUid,
      centre: middle(regions.map(({ centre }) => centre)),
      radius: regions.reduce((sum, { radius }) => sum + radius, 0) / regions.length,
    })),
  };
}

function middle(points: readonly PatientPoint[]): PatientPoint {
  const mean = (axis: 0 | 1 | 2): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1), mean(2)];
}

const apart = (a: PatientPoint, b: PatientPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
