import type { Dataset, Tag } from '../dataset.js';
import { readPart10 } from '../part10.js';
import { DicomRefusedError } from '../refusal.js';
import { itemsOf, numberOf, textOf } from '../values.js';
import { packBits, unpackFrame } from './bits.js';
import { segmentationStorage } from './write-segmentation.js';

/** One segment's mask on one image. */
export interface SegmentedFrame {
  readonly segmentNumber: number;
  /** The image that the frame lies on. */
  readonly sopInstanceUid: string;
  /** Rows x columns zeros and ones. */
  readonly mask: Uint8Array;
}

export interface SegmentLabel {
  readonly segmentNumber: number;
  readonly label: string;
  /** Tracking ID (0062,0020): the same thing in several segmentations has the same one. */
  readonly trackingId?: string;
}

/** A binary segmentation, read. */
export interface Segmentation {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  /** Series of the images that it lies on. */
  readonly sourceSeriesInstanceUid?: string;
  readonly rows: number;
  readonly columns: number;
  readonly segments: readonly SegmentLabel[];
  readonly frames: readonly SegmentedFrame[];
}

/**
 * Reads a binary DICOM segmentation whose frames name their images.
 *
 * @throws DicomRefusedError where the file is no segmentation, is fractional or compressed, or a frame names no image
 */
export function readSegmentation(bytes: Uint8Array): Segmentation {
  const { dataset } = readPart10(bytes);
  if (textOf(dataset, '00080016') !== segmentationStorage) {
    throw refusal('unsupported-object', '00080016', 'The object must be a DICOM segmentation.');
  }
  if (textOf(dataset, '00620001') !== 'BINARY' || numberOf(dataset, '00280100') !== 1) {
    throw refusal('unsupported-pixels', '00620001', 'The segmentation must be binary, with one bit a pixel.');
  }
  const [rows, columns] = [numberOf(dataset, '00280010') ?? 0, numberOf(dataset, '00280011') ?? 0];
  const source = itemsOf(dataset, '00081115')[0];
  const sourceSeries = source && textOf(source, '0020000E');
  return {
    sopInstanceUid: textOf(dataset, '00080018') ?? '',
    seriesInstanceUid: textOf(dataset, '0020000E') ?? '',
    studyInstanceUid: textOf(dataset, '0020000D') ?? '',
    ...(sourceSeries === undefined ? {} : { sourceSeriesInstanceUid: sourceSeries }),
    rows,
    columns,
    segments: itemsOf(dataset, '00620002').map(segmentOf),
    frames: framesOf(dataset, rows * columns),
  };
}

/**
 * The frames of a segmentation as DICOMweb serves them, in their order. Binary: one bit a pixel, each frame beginning a byte, although in the file they follow each
 * other bit by bit (PS3.18, 8.7.3.3.2). Fractional: one byte a pixel.
 *
 * @throws DicomRefusedError as `readSegmentation`
 */
export function segmentationFrames(bytes: Uint8Array): Uint8Array[] {
  const { dataset } = readPart10(bytes);
  if (textOf(dataset, '00620001') === 'FRACTIONAL') return fractionalFrames(dataset);
  return readSegmentation(bytes).frames.map(({ mask }) => packBits([mask]).subarray(0, Math.ceil(mask.length / 8)));
}

function fractionalFrames(dataset: Dataset): Uint8Array[] {
  const pixels = (numberOf(dataset, '00280010') ?? 0) * (numberOf(dataset, '00280011') ?? 0);
  const count = numberOf(dataset, '00280008') ?? 1;
  const element = dataset.get('7FE00010');
  const bits = numberOf(dataset, '00280100');
  if (element?.kind !== 'value' || bits !== 8 || pixels === 0 || element.bytes.length < count * pixels)
    throw refusal('pixel-length', '7FE00010', 'Pixel data must hold every frame, one byte a pixel.');
  const { bytes } = element;
  return Array.from({ length: count }, (_, frame) => bytes.subarray(frame * pixels, (frame + 1) * pixels));
}

function segmentOf(item: Dataset): SegmentLabel {
  const trackingId = textOf(item, '00620020');
  return {
    segmentNumber: numberOf(item, '00620004') ?? 0,
    label: textOf(item, '00620005') ?? '',
    ...(trackingId === undefined ? {} : { trackingId }),
  };
}

function framesOf(dataset: Dataset, pixels: number): SegmentedFrame[] {
  const perFrame = itemsOf(dataset, '52009230');
  const [shared = new Map() as Dataset] = itemsOf(dataset, '52009229');
  const element = dataset.get('7FE00010');
  const count = numberOf(dataset, '00280008') ?? 1;
  const fits = element?.kind === 'value' && pixels > 0 && element.bytes.length >= Math.ceil((count * pixels) / 8);
  if (!fits || perFrame.length !== count) {
    throw refusal('pixel-length', '7FE00010', 'Pixel data and functional groups must fit the number of frames.');
  }
  return perFrame.map((groups, index) => ({
    segmentNumber: segmentNumberOf(groups) ?? segmentNumberOf(shared) ?? 1,
    sopInstanceUid: sourceImageOf(groups),
    mask: unpackFrame(element.bytes, index, pixels),
  }));
}

function segmentNumberOf(groups: Dataset): number | undefined {
  const [item] = itemsOf(groups, '0062000A');
  return item && numberOf(item, '0062000B');
}

function sourceImageOf(groups: Dataset): string {
  const [derivation] = itemsOf(groups, '00089124');
  const [image] = derivation ? itemsOf(derivation, '00082112') : [];
  const uid = image && textOf(image, '00081155');
  if (uid === undefined)
    throw refusal('missing-attribute', '00081155', 'Each frame must name the image that it lies on.');
  return uid;
}

function refusal(code: DicomRefusedError['code'], tag: Tag, rule: string): DicomRefusedError {
  const remedy = 'Export the segmentation again, binary and with references to its images.';
  return new DicomRefusedError({ code, tag, rule, remedy });
}
