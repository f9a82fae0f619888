import type { Admission } from './admission.js';
import { admit, mrOnly } from './admission.js';
import type { Dataset, Tag } from './dataset.js';
import type { Orientation, Vector } from './geometry.js';
import { classicImages, isEnhancedMr } from './enhanced-frames.js';
import { orientationOf } from './geometry.js';
import type { Part10 } from './part10.js';
import { readPart10 } from './part10.js';
import type { PixelReference } from './pixels.js';
import { pixelsOf } from './pixels.js';
import { DicomRefusedError } from './refusal.js';
import type { TransferSyntax } from './transfer-syntax.js';
import { isUid } from './uid.js';
import { numberOf, numbersOf, textOf } from './values.js';

/** Identity of an instance within the DICOM hierarchy. */
export interface InstanceUids {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly frameOfReferenceUid?: string;
}

/** One image's matrix and place: sizes in pixels, lengths in millimetres. */
export interface ImageGeometry {
  readonly rows: number;
  readonly columns: number;
  /** Distance between rows, then between columns (0028,0030). */
  readonly pixelSpacing: readonly [number, number];
  readonly sliceThickness?: number;
  /** Centre of the first pixel (0020,0032). */
  readonly position: Vector;
  readonly orientation: Orientation;
}

/** What the attributes of a single-frame image say of it; pixels apart. */
export interface ImageDescription {
  readonly dataset: Dataset;
  readonly uids: InstanceUids;
  readonly modality: string;
  readonly seriesDescription?: string;
  readonly instanceNumber?: number;
  readonly geometry: ImageGeometry;
}

/** A single-frame image, parsed and admitted. */
export interface ParsedInstance extends ImageDescription {
  readonly meta: Dataset;
  readonly transferSyntax: TransferSyntax;
  readonly pixels: PixelReference;
}

/**
 * Parses one DICOM file that holds a single-frame image and checks what can be said of a file alone.
 *
 * @param bytes the file; the result holds views into it
 * @param admission what is taken in; MR images where left out
 * @throws DicomRefusedError with the first rule that the file breaks
 */
export function parseInstance(bytes: Uint8Array, admission: Admission = mrOnly): ParsedInstance {
  return instanceOf(readPart10(bytes), admission);
}

/**
 * As {@link parseInstance}, for a file that may hold a multi-frame image: an Enhanced MR Image becomes one classic
 * image a frame, where MR is admitted.
 */
export function parseInstances(bytes: Uint8Array, admission: Admission = mrOnly): ParsedInstance[] {
  return instancesOf(readPart10(bytes), admission);
}

/** As {@link parseInstances}, for a file already taken apart. */
export function instancesOf(part10: Part10, admission: Admission = mrOnly): ParsedInstance[] {
  const split = isEnhancedMr(part10.dataset) && admission.modalities.includes('MR');
  return (split ? classicImages(part10) : [part10]).map((image) => instanceOf(image, admission));
}

/** As {@link parseInstance}, for a file already taken apart. */
export function instanceOf(part10: Part10, admission: Admission = mrOnly): ParsedInstance {
  admit(part10.dataset, admission);
  const pixels = pixelsOf(part10.dataset, part10.transferSyntax);
  return { ...part10, ...describeImage(part10.dataset), pixels };
}

/**
 * Identity and place of a single-frame image.
 *
 * @throws DicomRefusedError where UIDs, position, orientation or pixel spacing are missing or impossible
 */
export function describeImage(dataset: Dataset): ImageDescription {
  const description = textOf(dataset, '0008103E');
  const number = numberOf(dataset, '00200013');
  return {
    dataset,
    uids: uidsOf(dataset),
    modality: textOf(dataset, '00080060') ?? '',
    ...(description === undefined ? {} : { seriesDescription: description }),
    ...(number === undefined ? {} : { instanceNumber: number }),
    geometry: geometryOf(dataset),
  };
}

function uidsOf(dataset: Dataset): InstanceUids {
  const frame = textOf(dataset, '00200052');
  return {
    sopClassUid: uidOf(dataset, '00080016'),
    sopInstanceUid: uidOf(dataset, '00080018'),
    seriesInstanceUid: uidOf(dataset, '0020000E'),
    studyInstanceUid: uidOf(dataset, '0020000D'),
    ...(frame !== undefined && isUid(frame) ? { frameOfReferenceUid: frame } : {}),
  };
}

function uidOf(dataset: Dataset, tag: Tag): string {
  const uid = textOf(dataset, tag);
  if (uid === undefined) throw missing(tag, 'An image must carry its class, instance, series and study UID.');
  if (!isUid(uid)) throw invalid(tag, 'A UID consists of numbers and dots, at most 64 characters.');
  return uid;
}

function geometryOf(dataset: Dataset): ImageGeometry {
  const rule = 'An image must say where in the patient it lies: position, orientation and pixel spacing.';
  const [rows, columns] = [numberOf(dataset, '00280010') ?? 0, numberOf(dataset, '00280011') ?? 0];
  for (const tag of ['00200032', '00200037', '00280030']) if (!dataset.has(tag)) throw missing(tag, rule);
  const position = numbersOf(dataset, '00200032');
  const orientation = orientationOf(numbersOf(dataset, '00200037'));
  const [rowSpacing = 0, columnSpacing = 0] = numbersOf(dataset, '00280030');
  if (position.length !== 3 || !position.every(Number.isFinite)) throw invalid('00200032', rule);
  if (!orientation) throw invalid('00200037', 'Image orientation must be two unit vectors at a right angle.');
  if (!(rowSpacing > 0 && columnSpacing > 0)) throw invalid('00280030', 'Pixel spacing must be positive.');
  const thickness = numberOf(dataset, '00180050');
  return {
    rows,
    columns,
    pixelSpacing: [rowSpacing, columnSpacing],
    ...(thickness === undefined ? {} : { sliceThickness: thickness }),
    position: position as unknown as Vector,
    orientation,
  };
}

function missing(tag: Tag, rule: string): DicomRefusedError {
  const remedy = 'Export the original images of the scanner, not derived ones.';
  return new DicomRefusedError({ code: 'missing-attribute', tag, rule, remedy });
}

function invalid(tag: Tag, rule: string): DicomRefusedError {
  const remedy = 'Export the original images of the scanner, not edited ones.';
  return new DicomRefusedError({ code: 'invalid-value', tag, rule, remedy });
}
