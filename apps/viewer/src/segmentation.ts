import { type Dataset, Tag, items, need, number, text } from './dicom-json.js';
import type { Part } from './multipart.js';

/** Where one frame of a DICOM segmentation belongs: its number from 0, the image it was drawn on, its segment. */
export interface SegmentationFrame {
  readonly frame: number;
  readonly sopInstanceUid: string;
  readonly segment: number;
}

/** Masks by the SOPInstanceUID of the image they belong to: a segment's number in each pixel, 0 outside. */
export type Masks = ReadonlyMap<string, Uint8Array>;

const NATIVE = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);

/** The frames of a DICOM SEG, by reference, never by order: a writer may sort them as it likes (PS3.3 A.51). */
export function segmentationFrames(dataset: Dataset): readonly SegmentationFrame[] {
  return items(dataset, Tag.PerFrameFunctionalGroupsSequence).map((groups, frame) => {
    const derivation = items(groups, Tag.DerivationImageSequence)[0] ?? {};
    const source = items(derivation, Tag.SourceImageSequence)[0] ?? {};
    const identification = items(groups, Tag.SegmentIdentificationSequence)[0] ?? {};
    return {
      frame,
      sopInstanceUid: need(text(source, Tag.ReferencedSOPInstanceUID), "a segmentation frame's source image"),
      segment: number(identification, Tag.ReferencedSegmentNumber) ?? 1,
    };
  });
}

/**
 * Draws the frames into masks of one byte a pixel. Binary frames hold one bit a pixel, least significant first (PS3.5 section 8.1.1), each
 * frame beginning a byte; fractional frames count from half of their maximum on.
 *
 * @param parts the frames in order, as the gateway sent them
 * @throws Error if a frame is missing, too short or compressed
 */
export function drawMasks(dataset: Dataset, parts: readonly Part[]): Masks {
  const pixels = need(number(dataset, Tag.Rows), 'Rows') * need(number(dataset, Tag.Columns), 'Columns');
  const binary = number(dataset, Tag.BitsAllocated) === 1;
  const threshold = (number(dataset, Tag.MaximumFractionalValue) ?? 255) / 2;
  const masks = new Map<string, Uint8Array>();
  for (const { frame, sopInstanceUid, segment } of segmentationFrames(dataset)) {
    const bytes = frameBytes(parts[frame], binary ? Math.ceil(pixels / 8) : pixels);
    const mask = masks.get(sopInstanceUid) ?? new Uint8Array(pixels);
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const inside = binary ? ((bytes[pixel >> 3] ?? 0) >> (pixel & 7)) & 1 : (bytes[pixel] ?? 0) >= threshold;
      if (inside) mask[pixel] = segment;
    }
    masks.set(sopInstanceUid, mask);
  }
  return masks;
}

/**
 * The frames of a fractional segmentation by the image that they lie on: a byte a pixel, 255 at its maximum.
 *
 * @throws Error if it is binary, or a frame is missing, too short or compressed
 */
export function probabilities(dataset: Dataset, parts: readonly Part[]): Masks {
  const pixels = need(number(dataset, Tag.Rows), 'Rows') * need(number(dataset, Tag.Columns), 'Columns');
  if (number(dataset, Tag.BitsAllocated) !== 8) throw new Error('The heat map is not of one byte a pixel');
  const most = number(dataset, Tag.MaximumFractionalValue) ?? 255;
  const frames = segmentationFrames(dataset).map(({ frame, sopInstanceUid }) => {
    const values = frameBytes(parts[frame], pixels).subarray(0, pixels);
    return [sopInstanceUid, values.map((value) => Math.min(255, Math.round((value * 255) / most)))] as const;
  });
  return new Map(frames);
}

function frameBytes(part: Part | undefined, length: number): Uint8Array {
  if (!part || part.body.length < length) throw new Error('The segmentation lacks a frame that it announces');
  const syntax = /transfer-syntax="?([0-9.]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (syntax && !NATIVE.has(syntax)) throw new Error(`The segmentation is compressed (${syntax})`);
  return part.body;
}
