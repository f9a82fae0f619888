import { textElement } from './builder.js';
import type { Dataset } from './dataset.js';
import type { Plane } from './geometry.js';
import type { DicomJson } from './dicom-json.js';
import { toDicomJson } from './dicom-json.js';
import type { ParsedInstance } from './instance.js';
import { spacingOf, stacksOf } from './stack.js';

/** One image, ready to be served by WADO-RS. */
export interface IndexedInstance {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** DICOM JSON without bulk data; it says in which transfer syntax the frame can be had where that is a compressed one (0008,3002). */
  readonly metadata: DicomJson;
  /** The one frame: samples in little endian, or a compressed stream; `transferSyntaxUid` says which. */
  readonly frame: Uint8Array;
  readonly transferSyntaxUid: string;
}

/** One series, its images in the order of their place. */
export interface IndexedSeries {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly modality: string;
  readonly seriesDescription?: string;
  readonly plane: Plane;
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacing: readonly [number, number];
  readonly spacingMm?: number;
  readonly instances: readonly IndexedInstance[];
}

export interface IndexOptions {
  /** Address of an image's bulk data, as its metadata should give it; without it pixel data is not mentioned. */
  readonly bulkDataUri?: (instance: ParsedInstance, tag: string) => string;
}

/** Native samples are always little endian, whatever VR encoding the file had. */
const nativeFrame = '1.2.840.10008.1.2.1';

/** Series, metadata and frames of images, in the form in which they are stored and served. */
export function indexSeries(instances: readonly ParsedInstance[], { bulkDataUri }: IndexOptions = {}): IndexedSeries[] {
  return stacksOf(instances).flatMap((stack) => {
    const [first] = stack.instances;
    if (!first) return [];
    const spacing = spacingOf(stack.positionsMm);
    const { rows, columns, pixelSpacing } = first.geometry;
    return {
      studyInstanceUid: first.uids.studyInstanceUid,
      seriesInstanceUid: stack.seriesInstanceUid,
      modality: first.modality,
      ...(stack.seriesDescription === undefined ? {} : { seriesDescription: stack.seriesDescription }),
      plane: stack.plane,
      rows,
      columns,
      pixelSpacing,
      ...(spacing === undefined ? {} : { spacingMm: spacing }),
      instances: stack.instances.map((image) => indexInstance(image, bulkDataUri)),
    };
  });
}

function indexInstance(image: ParsedInstance, bulkDataUri: IndexOptions['bulkDataUri']): IndexedInstance {
  const { pixels, uids } = image;
  const dataset = pixels.encapsulated ? availableAs(image.dataset, pixels.transferSyntaxUid) : image.dataset;
  return {
    sopClassUid: uids.sopClassUid,
    sopInstanceUid: uids.sopInstanceUid,
    metadata: toDicomJson(dataset, bulkDataUri ? { bulkDataUri: (tag) => bulkDataUri(image, tag) } : {}),
    frame: pixels.frame,
    transferSyntaxUid: pixels.encapsulated ? pixels.transferSyntaxUid : nativeFrame,
  };
}

const availableTransferSyntaxUid = '00083002';

const availableAs = (dataset: Dataset, transferSyntaxUid: string): Dataset =>
  new Map(dataset).set(availableTransferSyntaxUid, textElement(availableTransferSyntaxUid, 'UI', [transferSyntaxUid]));
