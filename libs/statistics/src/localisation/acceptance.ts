import { add, centreOf, distanceTo, midpoint, norm, planarOverlap } from './geometry.js';
import type { PlanarFigure, Point3, Region } from './geometry.js';
import { boxFigure, ellipseFigure, outlineArea, outlineCentre, outlineFigure, type Outline } from './planar-figures.js';

/** A mark in one stack; `points` as the viewer records them, in patient millimetres. */
export type PlacedMark =
  | { readonly tool: 'point'; readonly stack: string; readonly points: readonly [Point3] }
  /** The four ends of its axes: the first axis' ends, then the second's. */
  | { readonly tool: 'ellipse'; readonly stack: string; readonly points: readonly [Point3, Point3, Point3, Point3] }
  /** Two opposite corners, and the direction of the image's rows, without which they do not make a rectangle. */
  | { readonly tool: 'box'; readonly stack: string; readonly points: readonly [Point3, Point3]; readonly row: Point3 }
  /** Its outlines, image by image; at least one. */
  | { readonly tool: 'mask'; readonly stack: string; readonly images: readonly OutlinedImage[] };

export interface OutlinedImage {
  readonly sopInstanceUid: string;
  readonly outlines: readonly Outline[];
}

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
   * mark itself; of a mask, in the planes of all its outlines together. A point is on the lesion if it is inside.
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
  const figures = figuresOf(mark);
  if (figures.length === 0) return distanceTo(region, markCentre(mark)) === 0 ? 1 : 0;
  const samples = Math.max(60, Math.round(200 / Math.sqrt(figures.length))); // as many in all, however many planes
  const areas = figures.map((figure) => planarOverlap(figure, region, samples));
  const sum = (part: 'both' | 'figure' | 'region') => areas.reduce((total, each) => total + each[part], 0);
  const whole = { union: sum('figure') + sum('region') - sum('both'), lesion: sum('region'), mark: sum('figure') }[of];
  return whole > 0 ? sum('both') / whole : 0;
}

/** The point itself; the middle of an ellipse or box; the centre of gravity of a mask's outlines, by area. */
export function markCentre(mark: PlacedMark): Point3 {
  if (mark.tool === 'point') return mark.points[0];
  return mark.tool === 'mask'
    ? centreOfOutlines(mark.images.flatMap(({ outlines }) => outlines))
    : midpoint(mark.points[0], mark.points[1]);
}

function centreOfOutlines(outlines: readonly Outline[]): Point3 {
  const areas = outlines.map(outlineArea);
  const total = areas.reduce((sum, area) => sum + area, 0);
  const share = (index: number) => (total > 0 ? areas[index]! / total : 1 / outlines.length);
  return outlines.reduce<Point3>((sum, outline, index) => add(sum, outlineCentre(outline), share(index)), [0, 0, 0]);
}

/** None for a point and for a figure without area, which is judged as a point. */
function figuresOf(mark: PlacedMark): PlanarFigure[] {
  switch (mark.tool) {
    case 'point':
      return [];
    case 'ellipse':
      return present([ellipseFigure(...mark.points)]);
    case 'box':
      return present([boxFigure(...mark.points, mark.row)]);
    case 'mask':
      return present(mark.images.map(({ outlines }) => outlineFigure(outlines)));
  }
}

const present = (figures: readonly (PlanarFigure | undefined)[]): PlanarFigure[] =>
  figures.filter((figure) => figure !== undefined);
