import type { Plane } from './geometry.js';
import { distanceAlong, normalOf, planeOf } from './geometry.js';
import type { ParsedInstance } from './instance.js';

/** The images of one series, in the order of their place along the stack's normal. */
export interface Stack {
  readonly seriesInstanceUid: string;
  readonly seriesDescription?: string;
  readonly plane: Plane;
  readonly instances: readonly ParsedInstance[];
  /** Place of each image along the normal, in millimetres, ascending. */
  readonly positionsMm: readonly number[];
}

/** Groups images into stacks by series; stacks in the order of their first appearance. */
export function stacksOf(instances: readonly ParsedInstance[]): Stack[] {
  const bySeries = Map.groupBy(instances, ({ uids }) => uids.seriesInstanceUid);
  return [...bySeries.values()].flatMap((images) => stackOf(images) ?? []);
}

/** One stack of images of one series; undefined of none. Ties in place are broken by UID, so that order is stable. */
export function stackOf(images: readonly ParsedInstance[]): Stack | undefined {
  const [first] = images;
  if (!first) return undefined;
  const normal = normalOf(first.geometry.orientation);
  const placed = images
    .map((image) => ({ image, place: distanceAlong(normal, image.geometry.position) }))
    .sort((a, b) => a.place - b.place || (a.image.uids.sopInstanceUid < b.image.uids.sopInstanceUid ? -1 : 1));
  return {
    seriesInstanceUid: first.uids.seriesInstanceUid,
    ...(first.seriesDescription === undefined ? {} : { seriesDescription: first.seriesDescription }),
    plane: planeOf(first.geometry.orientation),
    instances: placed.map(({ image }) => image),
    positionsMm: placed.map(({ place }) => place),
  };
}

/** Median distance between neighbouring images in millimetres; undefined of fewer than two. */
export function spacingOf(positionsMm: readonly number[]): number | undefined {
  const gaps = gapsOf(positionsMm).sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  const [lower, upper] = [gaps[gaps.length % 2 ? middle : middle - 1], gaps[middle]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

/** Distances between neighbours, in order. */
export function gapsOf(positionsMm: readonly number[]): number[] {
  return positionsMm.slice(1).map((position, index) => position - (positionsMm[index] ?? position));
}
