import { add, cross, dot, midpoint, norm, scaled } from './geometry.js';
import type { PlanarFigure, Point3 } from './geometry.js';

/** Corners of a closed outline in one plane, patient millimetres; the last is joined to the first. */
export type Outline = readonly Point3[];

/** By the four ends of its axes; none where one has no length. */
export function ellipseFigure(a: Point3, b: Point3, c: Point3, d: Point3): PlanarFigure | undefined {
  const ellipse = (u: number, v: number) => u ** 2 + v ** 2 <= 1;
  return figureAround(midpoint(a, b), add(midpoint(a, b), a, -1), add(midpoint(c, d), c, -1), ellipse);
}

/** By two opposite corners and the direction of the image's rows; none where it has no area. */
export function boxFigure(a: Point3, b: Point3, row: Point3): PlanarFigure | undefined {
  const half = add(midpoint(a, b), a, -1);
  const first = scaled(row, dot(half, row) / dot(row, row));
  return figureAround(midpoint(a, b), first, add(half, first, -1), (u, v) => Math.abs(u) <= 1 && Math.abs(v) <= 1);
}

/** @param holds in units of the half axes */
function figureAround(
  centre: Point3,
  first: Point3,
  second: Point3,
  holds: (u: number, v: number) => boolean,
): PlanarFigure | undefined {
  const [u, v] = [norm(first), norm(second)];
  if (!(u > 0 && v > 0)) return undefined;
  const axes = [scaled(first, 1 / u), scaled(second, 1 / v)] as const;
  return { centre, axes, reach: [u, v], holds: (a, b) => holds(a / u, b / v) };
}

/**
 * The outlines of one image, by the even-odd rule: what an odd number of them holds. None where they have no area.
 */
export function outlineFigure(outlines: readonly Outline[]): PlanarFigure | undefined {
  const normal = outlines.map(areaVector).reduce((largest, each) => (norm(each) > norm(largest) ? each : largest), [0, 0, 0]); // prettier-ignore
  const centre = outlines[0]?.[0];
  const along = centre && outlines[0]?.map((point) => add(point, centre, -1)).find((side) => norm(side) > 0);
  if (!centre || !along || norm(normal) === 0) return undefined;
  const first = scaled(along, 1 / norm(along));
  const across = cross(normal, first);
  const second = scaled(across, 1 / norm(across));
  const flat = outlines.map((outline) =>
    outline.map((point) => [dot(add(point, centre, -1), first), dot(add(point, centre, -1), second)] as const),
  );
  const reach = (axis: 0 | 1) => Math.max(...flat.flat().map((point) => Math.abs(point[axis])));
  return { centre, axes: [first, second], reach: [reach(0), reach(1)], holds: (a, b) => isInside(flat, a, b) };
}

/** Even-odd rule: a ray along the first axis crosses the edges an odd number of times. */
function isInside(outlines: readonly (readonly (readonly [number, number])[])[], x: number, y: number): boolean {
  let inside = false;
  for (const outline of outlines)
    for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [outline[i]!, outline[j]!];
      if (yi > y !== yj > y && x < xi + ((y - yi) / (yj - yi)) * (xj - xi)) inside = !inside;
    }
  return inside;
}

/** Area of a plane outline in mm2; where it crosses itself, of what it goes round one way less what it goes round the other (Goldman, Graphics Gems II 1991; 170). */
export function outlineArea(outline: Outline): number {
  return norm(areaVector(outline));
}

/** Half the sum of the cross products of its sides from its first corner: as long as the area, along the normal (Newell). */
function areaVector(outline: Outline): Point3 {
  return triangles(outline).reduce<Point3>((sum, { area }) => add(sum, area), [0, 0, 0]);
}

/** Centre of gravity of the area within; of its corners where it has none. */
export function outlineCentre(outline: Outline): Point3 {
  const normal = areaVector(outline);
  const square = dot(normal, normal);
  if (square === 0) return scaled(outline.reduce<Point3>((sum, point) => add(sum, point), [0, 0, 0]), 1 / outline.length); // prettier-ignore
  return triangles(outline).reduce<Point3>(
    (sum, { area, centre }) => add(sum, centre, dot(area, normal) / square),
    [0, 0, 0],
  );
}

/** The fan of triangles from the first corner, each with its area vector. */
function triangles(outline: Outline): { area: Point3; centre: Point3 }[] {
  const [first] = outline;
  return outline.slice(1, -1).map((b, index) => {
    const [a, c] = [first!, outline[index + 2]!];
    const area = scaled(cross(add(b, a, -1), add(c, a, -1)), 0.5);
    return { area, centre: scaled(add(add(a, b), c), 1 / 3) };
  });
}
