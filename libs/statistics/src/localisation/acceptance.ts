import { centreOf, distanceTo, midpoint, add, dot, norm, planarOverlap } from './geometry.js';
import type { PlanarFigure, Point3, Region } from './geometry.js';

/** A mark in one stack; `points` as the viewer records them, in patient millimetres. */
export type PlacedMark =
  | { readonly tool: 'point'; readonly stack: string; readonly points: readonly [Point3] }
  /** The four ends of its axes: the first axis' ends, then the second's. */
  | { readonly tool: 'ellipse'; readonly stack: string; readonly points: readonly [Point3, Point3, Point3, Point3] }
  /** Two opposite corners, and the direction of the image's rows, without which they do not make a rectangle. */
  | { readonly tool: 'box'; readonly stack: string; readonly points: readonly [Point3, Point3]; readonly row: Point3 };

/** One lesion as a reader saw it: its marks, in one or more stacks, and one rating. */
export interface MarkedFinding {
  readonly id: string;
  readonly rating: number;
  readonly marks: readonly PlacedMark[];
}

/** A lesion of the reference standard. Fetuses move between stacks, so that it may lie elsewhere in each. */
export interface ReferenceLesion {
  readonly id: string;
  readonly regions: readonly { /** All stacks, unless given. */ readonly stack?: string; readonly region: Region }[];
}

/** When a mark is on a lesion. */
export type AcceptanceRule =
  /** Its point, or its centre, is no further from the lesion's centre, or edge, than this. */
  | { readonly kind: 'radius'; readonly millimetres: number; readonly from: 'centre' | 'edge' }
  /**
   * In the mark's plane it covers enough: of both together (intersection over union), of the lesion's section, or of the
   * mark itself. A point is on the lesion if it is inside.
   */
  | { readonly kind: 'overlap'; readonly atLeast: number; readonly of: 'union' | 'lesion' | 'mark' };

/**
 * How close a mark is to a region by the rule: undefined if not accepted, else the higher the closer (never comparable
 * between rules).
 */
export function closeness(mark: PlacedMark, region: Region, rule: AcceptanceRule): number | undefined {
  if (rule.kind === 'radius') {
    const centre = markCentre(mark);
    const distance = rule.from === 'centre' ? norm(add(centre, centreOf(region), -1)) : distanceTo(region, centre);
    return distance <= rule.millimetres ? -distance : undefined;
  }
  const overlap = overlapOf(mark, region, rule.of);
  return overlap > 0 && overlap >= rule.atLeast ? overlap : undefined;
}

function overlapOf(mark: PlacedMark, region: Region, of: 'union' | 'lesion' | 'mark'): number {
  const figure = planarFigure(mark);
  if (!figure) return distanceTo(region, markCentre(mark)) === 0 ? 1 : 0;
  const shares = planarOverlap(figure, region);
  const whole = { union: shares.figure + shares.region - shares.both, lesion: shares.region, mark: shares.figure }[of];
  return whole > 0 ? shares.both / whole : 0;
}

/** The point itself; the middle of an ellipse or box. */
export function markCentre(mark: PlacedMark): Point3 {
  return mark.tool === 'point' ? mark.points[0] : midpoint(mark.points[0], mark.points[1]);
}

/** None for a point and for a figure without area, which is judged as a point. */
function planarFigure(mark: PlacedMark): PlanarFigure | undefined {
  if (mark.tool === 'point') return undefined;
  const centre = markCentre(mark);
  const [first, second] = mark.tool === 'ellipse' ? ellipseAxes(mark.points) : boxAxes(mark.points, mark.row);
  return norm(first) > 0 && norm(second) > 0 ? { kind: mark.tool, centre, first, second } : undefined;
}

function ellipseAxes([a, b, c, d]: readonly [Point3, Point3, Point3, Point3]): [Point3, Point3] {
  return [add(midpoint(a, b), a, -1), add(midpoint(c, d), c, -1)];
}

/** Half of the diagonal along the image's rows, and the rest of it. */
function boxAxes([a, b]: readonly [Point3, Point3], row: Point3): [Point3, Point3] {
  const half = add(midpoint(a, b), a, -1);
  const along = dot(half, row) / dot(row, row);
  const first: Point3 = [row[0] * along, row[1] * along, row[2] * along];
  return [first, add(half, first, -1)];
}
