import type { PatientPoint } from '@lectern/contracts';
import type { Slice } from './slice.js';
import { type Vector, add, dot, scale, subtract } from './vector.js';

/** As `markLimits.outlinePoints` of the contract has it; `outline.spec.ts` holds them equal. */
export const MOST_POINTS = 400;
/** How far the kept outline may run beside the drawn one, in pixels: a tenth of one decides hardly a pixel centre. */
const TOLERANCE = 0.1;

type Flat = readonly [column: number, row: number];

/**
 * The corners of a drawn outline that are kept: those without which it would run more than a tenth of a pixel beside the drawn one (Ramer 1972; Douglas and
 * Peucker 1973), more coarsely only where it would still have too many. What was drawn beside the image is drawn in to its border.
 *
 * @param drawn in patient coordinates, closed by its last point to its first
 * @returns rounded to 0.001 mm
 */
export function outlinePoints(drawn: readonly Vector[], slice: Slice): PatientPoint[] {
  const flat = drawn.map((point) => withinImage(flatten(point, slice), slice));
  let kept = thinned(flat, TOLERANCE);
  for (let tolerance = TOLERANCE * 2; kept.length > MOST_POINTS; tolerance *= 2) kept = thinned(flat, tolerance);
  return kept.map((point) => rounded(unflatten(point, slice)));
}

function flatten(point: Vector, slice: Slice): Flat {
  const offset = subtract(point, slice.position);
  return [dot(offset, slice.rowCosines) / slice.columnSpacing, dot(offset, slice.columnCosines) / slice.rowSpacing];
}

function unflatten([column, row]: Flat, slice: Slice): Vector {
  const across = scale(slice.rowCosines, column * slice.columnSpacing);
  return add(add(slice.position, across), scale(slice.columnCosines, row * slice.rowSpacing));
}

function withinImage([column, row]: Flat, { columns, rows }: Slice): Flat {
  const between = (value: number, count: number): number => Math.min(count - 0.5, Math.max(-0.5, value));
  return [between(column, columns), between(row, rows)];
}

/** A closed line is thinned in two halves, between its first point and the one furthest from it. */
function thinned(points: readonly Flat[], tolerance: number): Flat[] {
  const [first] = points;
  if (!first) return [];
  const distances = points.map((point) => Math.hypot(point[0] - first[0], point[1] - first[1]));
  const far = distances.indexOf(Math.max(...distances));
  const there = thinnedLine(points.slice(0, far + 1), tolerance);
  const back = thinnedLine([...points.slice(far), first], tolerance);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

/** Both ends stay. */
function thinnedLine(points: readonly Flat[], tolerance: number): Flat[] {
  const [from, to] = [points[0], points.at(-1)];
  if (!from || !to || points.length < 3) return [...points];
  const aside = points.map((point) => distanceFromLine(point, from, to));
  const furthest = aside.indexOf(Math.max(...aside));
  if ((aside[furthest] ?? 0) <= tolerance) return [from, to];
  const before = thinnedLine(points.slice(0, furthest + 1), tolerance);
  return [...before.slice(0, -1), ...thinnedLine(points.slice(furthest), tolerance)];
}

function distanceFromLine([x, y]: Flat, from: Flat, to: Flat): number {
  const along = [to[0] - from[0], to[1] - from[1]] as const;
  const square = along[0] ** 2 + along[1] ** 2;
  const share =
    square > 0 ? Math.min(1, Math.max(0, ((x - from[0]) * along[0] + (y - from[1]) * along[1]) / square)) : 0;
  return Math.hypot(x - from[0] - share * along[0], y - from[1] - share * along[1]);
}

const rounded = ([x, y, z]: Vector): PatientPoint => [Number(x.toFixed(3)), Number(y.toFixed(3)), Number(z.toFixed(3))];
