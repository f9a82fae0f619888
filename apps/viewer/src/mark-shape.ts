import type { Mark, MarkTool, PatientPoint } from '@lectern/contracts';
import type { Annotation } from './cornerstone.js';
import { outlinePoints } from './outline.js';
import type { Slice } from './slice.js';
import { type Vector, add, dot, scale, subtract } from './vector.js';

/**
 * The record's points of a drawn mark. cornerstone's handles are: point, one; ellipse, the four ends of its axes; box, four corners, the last
 * opposite to the first. An outline has none, but a line of hundreds of points, of which those are kept that it needs.
 */
export function recordedPoints(tool: MarkTool, { handles, contour }: Drawn, slice: Slice): PatientPoint[] {
  return tool === 'mask' ? outlinePoints(contour?.polyline ?? [], slice) : recordedHandles(tool, handles.points);
}

/** What tells a mark that has moved from one that has not: all that is drawn of it, thinned by nothing. */
export function drawnPlace(tool: MarkTool, { handles, contour }: Drawn): string {
  return JSON.stringify(
    tool === 'mask' ? contour?.polyline.map(([x, y, z]) => [x, y, z]) : recordedHandles(tool, handles.points),
  );
}

type Drawn = Pick<Annotation['data'], 'handles' | 'contour'>;

function recordedHandles(tool: MarkTool, handles: readonly Vector[]): PatientPoint[] {
  const kept = tool === 'box' ? [handles[0], handles[3]] : tool === 'point' ? [handles[0]] : handles.slice(0, 4);
  return kept.filter((point) => point !== undefined).map(([x, y, z]) => [x, y, z]);
}

/** What cornerstone needs to draw a recorded mark again on its slice. */
export function drawnAgain(mark: Mark, slice: Slice): Drawn {
  const handles = { activeHandleIndex: null, textBox: { hasMoved: false } };
  const points = mark.points.map(([x, y, z]): Vector => [x, y, z]);
  return mark.tool === 'mask'
    ? { handles: { ...handles, points: [] }, contour: { polyline: points, closed: true } }
    : { handles: { ...handles, points: handlesOf(mark, points, slice) } };
}

function handlesOf(mark: Mark, points: Vector[], slice: Slice): Vector[] {
  const [first, second] = points;
  if (mark.tool !== 'box' || !first || !second) return points;
  const diagonal = subtract(second, first);
  const alongRow = scale(slice.rowCosines, dot(diagonal, slice.rowCosines));
  const alongColumn = scale(slice.columnCosines, dot(diagonal, slice.columnCosines));
  return [first, add(first, alongRow), add(first, alongColumn), second];
}

/** A click without a drag draws an ellipse, a box or an outline of no size: not a mark. */
export function hasExtent(tool: MarkTool, points: readonly Vector[], slice: Slice): boolean {
  if (tool === 'point') return points.length > 0;
  const extent = (axis: Vector): number => {
    const along = points.map((point) => dot(point, axis));
    return Math.max(...along) - Math.min(...along);
  };
  return extent(slice.rowCosines) >= slice.columnSpacing && extent(slice.columnCosines) >= slice.rowSpacing;
}

/** Whether a point of the slice's plane lies on one of its pixels. */
export function liesOn(slice: Slice, point: Vector): boolean {
  const offset = subtract(point, slice.position);
  const column = Math.round(dot(offset, slice.rowCosines) / slice.columnSpacing);
  const row = Math.round(dot(offset, slice.columnCosines) / slice.rowSpacing);
  return column >= 0 && column < slice.columns && row >= 0 && row < slice.rows;
}
