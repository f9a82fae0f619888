import type { ReferenceLesion } from '@lectern/contracts';
import {
  maskRegion,
  readReport,
  readSegmentation,
  regionsOfReport,
  type ImageDescription,
  type MeasurementReport,
  type Segmentation,
} from '@lectern/dicom';
import type { ObjectCase } from './object-case.js';

/** A segmentation or a measurement report, read, with an image by which its case is found. */
export type TruthObject =
  | { readonly kind: 'segmentation'; readonly image: string; readonly content: Segmentation }
  | { readonly kind: 'report'; readonly image: string; readonly content: MeasurementReport };

/** An object that does not fit; the message says why. */
export class ObjectMisfit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ObjectMisfit';
  }
}

/** @throws DicomRefusedError where it is neither, ObjectMisfit where it names no image */
export function truthObjectOf(bytes: Uint8Array, kind: TruthObject['kind']): TruthObject {
  if (kind === 'segmentation') {
    const content = readSegmentation(bytes);
    return { kind, content, image: named(content.frames[0]?.sopInstanceUid) };
  }
  const content = readReport(bytes);
  const drawn = content.groups.flatMap(({ places }) => places).find((place) => place.on === 'image');
  return { kind, content, image: named(drawn?.on === 'image' ? drawn.sopInstanceUid : content.evidence[0]) };
}

function named(image: string | undefined): string {
  if (image === undefined) throw new ObjectMisfit('it names no image, so that its case cannot be found');
  return image;
}

/**
 * The lesions that an object outlines. A segment or a measurement group is a lesion; its name is its Tracking ID, which makes it the same lesion in several
 * stacks, else its label and number.
 *
 * @param images of the case, by stack
 * @throws ObjectMisfit, PlaceRefusedError
 */
export function lesionsOf(
  object: TruthObject,
  { own }: ObjectCase,
  images: readonly (readonly ImageDescription[])[],
): ReferenceLesion[] {
  return object.kind === 'segmentation'
    ? lesionsOfSegmentation(object.content, own, images)
    : lesionsOfReport(object.content, own, images);
}

function lesionsOfSegmentation(
  { segments, frames, rows, columns }: Segmentation,
  own: ObjectCase['own'],
  images: readonly (readonly ImageDescription[])[],
): ReferenceLesion[] {
  const byUid = new Map(images.flat().map((image) => [image.uids.sopInstanceUid, image]));
  for (const { sopInstanceUid } of frames) {
    const image = byUid.get(own(sopInstanceUid));
    if (!image) throw new ObjectMisfit('a frame lies on an image that the case does not have');
    if (image.geometry.rows !== rows || image.geometry.columns !== columns)
      throw new ObjectMisfit(`its frames are ${rows} x ${columns}, the images are not`);
  }
  return segments.flatMap(({ segmentNumber, label, trackingId }) => {
    const masks = new Map(
      frames
        .filter((frame) => frame.segmentNumber === segmentNumber)
        .map(({ sopInstanceUid, mask }) => [own(sopInstanceUid), mask]),
    );
    const regions = images.flatMap((stack) => maskRegion(stack, masks) ?? []);
    const id = (trackingId ?? `${label || 'lesion'} ${segmentNumber}`).slice(0, 64);
    return regions.length > 0 ? [{ id, regions }] : [];
  });
}

function lesionsOfReport(
  { groups }: MeasurementReport,
  own: ObjectCase['own'],
  images: readonly (readonly ImageDescription[])[],
): ReferenceLesion[] {
  return groups.flatMap(({ trackingId, places }, index) => {
    const here = places.map((place) =>
      place.on === 'image' ? { ...place, sopInstanceUid: own(place.sopInstanceUid) } : place,
    );
    const regions = regionsOfReport(here, images);
    return regions.length > 0 ? [{ id: (trackingId ?? `lesion ${index + 1}`).slice(0, 64), regions }] : [];
  });
}

/** Lesions of several objects together: what has the same name is the same lesion. */
export function joined(lesions: readonly ReferenceLesion[]): ReferenceLesion[] {
  return [...Map.groupBy(lesions, ({ id }) => id)].map(([id, same]) => ({
    id,
    regions: same.flatMap(({ regions }) => regions),
  }));
}
