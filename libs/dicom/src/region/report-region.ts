import type { MaskRegion, ReferenceRegion } from '@lectern/contracts';
import { distanceAlong, dot, normalOf, type Vector } from '../geometry.js';
import type { ImageDescription } from '../instance.js';
import type { ReportedPlace } from '../report/read-report.js';
import { maskRegion } from './mask-region.js';
import { maskOfShape, patientPointOf, pixelOf, type PixelPoint, type PlanarShape } from './planar-shape.js';

/** A place that a report draws cannot be taken over; the message says why. */
export class PlaceRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlaceRefusedError';
  }
}

/**
 * Where the places of one measurement group lie: points as they are, closed figures as the pixels whose centres they hold, those of one stack together.
 *
 * @param stacks the images of each stack of the case
 * @throws PlaceRefusedError for an open line, an ellipsoid, and what lies on no image of the case
 */
export function regionsOfReport(
  places: readonly ReportedPlace[],
  stacks: readonly (readonly ImageDescription[])[],
): ReferenceRegion[] {
  const images = stacks.flat();
  const points = places.flatMap((place) => pointsOf(place, images));
  const masks = new Map<string, Uint8Array>();
  for (const place of places.filter(isFigure)) {
    const { image, shape } = drawn(place, images);
    const mask = maskOfShape(image.geometry, shape);
    masks.set(image.uids.sopInstanceUid, united(mask, masks.get(image.uids.sopInstanceUid)));
  }
  const regions = stacks.flatMap((stack): MaskRegion[] => {
    const region = maskRegion(stack, masks);
    return region ? [region] : [];
  });
  if (masks.size > 0 && regions.length === 0)
    throw new PlaceRefusedError('a figure holds no centre of a pixel: send it as a point');
  return [...points, ...regions];
}

const isFigure = ({ graphic }: ReportedPlace): boolean => graphic !== 'POINT' && graphic !== 'MULTIPOINT';

function pointsOf(place: ReportedPlace, images: readonly ImageDescription[]): ReferenceRegion[] {
  if (isFigure(place)) return [];
  const sphere = (centre: Vector, seriesInstanceUid: string | null): ReferenceRegion => ({
    kind: 'sphere',
    seriesInstanceUid,
    centre: [...centre] as [number, number, number],
    radius: 0,
  });
  if (place.on === 'patient') return place.points.map((point) => sphere(point, null));
  const { geometry, uids } = imageNamed(images, place.sopInstanceUid);
  return place.points.map((point) => sphere(patientPointOf(geometry, fromCentre(point)), uids.seriesInstanceUid));
}

function drawn(place: ReportedPlace, images: readonly ImageDescription[]) {
  const image = place.on === 'image' ? imageNamed(images, place.sopInstanceUid) : imageUnder(images, place.points);
  const points =
    place.on === 'image' ? place.points.map(fromCentre) : place.points.map((point) => pixelOf(image.geometry, point));
  return { image, shape: shapeOf(place.graphic, points) };
}

function shapeOf(graphic: string, points: readonly PixelPoint[]): PlanarShape {
  const [a, b, c, d] = points;
  if (graphic === 'ELLIPSE' && a && b && c && d) return { kind: 'ellipse', points: [a, b, c, d] };
  if (graphic === 'CIRCLE' && a && b) {
    const radius = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return { kind: 'ellipse', points: [[a[0] - radius, a[1]], [a[0] + radius, a[1]], [a[0], a[1] - radius], [a[0], a[1] + radius]] }; // prettier-ignore
  }
  const last = points.at(-1);
  const isClosed = a && last && Math.hypot(last[0] - a[0], last[1] - a[1]) < 1e-3;
  if ((graphic === 'POLYLINE' || graphic === 'POLYGON') && isClosed && points.length > 3)
    return { kind: 'polygon', points: points.slice(0, -1) };
  throw new PlaceRefusedError(
    `${graphic || 'a graphic without a type'} is no closed figure on an image: send points, closed figures or a segmentation`,
  );
}

function imageNamed(images: readonly ImageDescription[], uid: string): ImageDescription {
  const image = images.find(({ uids }) => uids.sopInstanceUid === uid);
  if (!image) throw new PlaceRefusedError('coordinates lie on an image that the case does not have');
  return image;
}

/** The image in whose plane the points lie, to half the distance of slices. */
function imageUnder(images: readonly ImageDescription[], points: readonly Vector[]): ImageDescription {
  const off = ({ geometry }: ImageDescription): number => {
    const normal = normalOf(geometry.orientation);
    const place = distanceAlong(normal, geometry.position);
    return Math.max(...points.map((point) => Math.abs(dot(normal, point) - place)));
  };
  const [nearest] = images.map((image) => ({ image, off: off(image) })).sort((a, b) => a.off - b.off);
  if (!nearest || nearest.off > (nearest.image.geometry.sliceThickness ?? 2) / 2)
    throw new PlaceRefusedError('a figure lies in the plane of no image of the case');
  return nearest.image;
}

/** Coordinates of a report count from the corner of the first pixel (PS3.3, C.18.6.1.1). */
const fromCentre = ([column, row]: readonly [number, number]): PixelPoint => [column - 0.5, row - 0.5];

function united(mask: Uint8Array, other: Uint8Array | undefined): Uint8Array {
  return other ? mask.map((inside, pixel) => inside | (other[pixel] ?? 0)) : mask;
}
