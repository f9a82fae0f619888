import type { Slice } from './slice.js';
import { type Vector, add, cross, dot, norm, scale, subtract } from './vector.js';

const PARALLEL = 0.05; // sine of the angle below which two planes have no line worth drawing

const normalOf = (slice: Slice): Vector => cross(slice.rowCosines, slice.columnCosines);

/** How far a point lies off a slice's plane, mm; the sign says on which side. */
export function offPlane(slice: Slice, point: Vector): number {
  return dot(subtract(point, slice.position), normalOf(slice));
}

/** The foot of the perpendicular from a point to a slice's plane. */
export function onPlane(slice: Slice, point: Vector): Vector {
  return add(point, scale(normalOf(slice), -offPlane(slice, point)));
}

/**
 * Index of the slice whose plane is nearest to a point; -1 where the point lies further beyond the stack's ends than its slices from each other.
 *
 * @param slices of one stack, in the order of their positions
 */
export function nearestSlice(slices: readonly Slice[], point: Vector): number {
  const distances = slices.map((slice) => Math.abs(offPlane(slice, point)));
  const nearest = distances.indexOf(Math.min(...distances));
  const [first, second] = slices;
  const spacing = first && second ? Math.abs(offPlane(first, second.position)) : 0;
  return (distances[nearest] ?? Infinity) > spacing ? -1 : nearest;
}

/**
 * The line in which one slice's plane cuts another's, as long as the source slice is.
 *
 * @returns two points on the target's plane, mm; undefined where the planes are nearly parallel, in different frames of reference, or the source slice
 * ends before it reaches the target's plane
 */
export function cutLine(source: Slice, target: Slice): readonly [Vector, Vector] | undefined {
  if (source.frameOfReferenceUid !== target.frameOfReferenceUid) return undefined;
  if (norm(cross(normalOf(source), normalOf(target))) < PARALLEL) return undefined;
  const edges = corners(source).map((corner, index, all) => [corner, all[(index + 1) % all.length] ?? corner] as const);
  const crossings = edges.map(([from, to]) => crossing(target, from, to));
  const [first, ...others] = crossings.filter((point) => point !== undefined);
  const last = others.findLast((point) => first && norm(subtract(point, first)) > 0);
  return first && last && [first, last];
}

/** The corners of a slice's pixels, in turn. */
function corners(slice: Slice): readonly [Vector, Vector, Vector, Vector] {
  const right = scale(slice.rowCosines, slice.columns * slice.columnSpacing);
  const down = scale(slice.columnCosines, slice.rows * slice.rowSpacing);
  const half = add(scale(slice.rowCosines, slice.columnSpacing / 2), scale(slice.columnCosines, slice.rowSpacing / 2));
  const corner = subtract(slice.position, half); // a position is that of a pixel's centre
  return [corner, add(corner, right), add(add(corner, right), down), add(corner, down)];
}

/** Where a stretch passes through a slice's plane. */
function crossing(slice: Slice, from: Vector, to: Vector): Vector | undefined {
  const [before, after] = [offPlane(slice, from), offPlane(slice, to)];
  if (before * after > 0 || before === after) return undefined;
  return add(from, scale(subtract(to, from), before / (before - after)));
}
