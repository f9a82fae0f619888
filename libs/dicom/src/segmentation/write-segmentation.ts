import type { PlainDataset } from '../builder.js';
import { datasetOf } from '../builder.js';
import type { Dataset } from '../dataset.js';
import type { ImageDescription } from '../instance.js';
import { distanceAlong, normalOf } from '../geometry.js';
import { spacingOf } from '../stack.js';
import { derivedUid } from '../uid.js';
import { numberOf, textOf } from '../values.js';
import { writePart10 } from '../writer.js';
import { packBits } from './bits.js';
import type { Code } from './codes.js';
import { code, codeItem } from './codes.js';

export const segmentationStorage = '1.2.840.10008.5.1.4.1.1.66.4';

/** One segment, and who made it. */
export interface SegmentDescription {
  readonly label: string;
  readonly category: Code;
  readonly type: Code;
  readonly algorithm: { readonly name: string; readonly version: string };
  /** RecommendedDisplayCIELabValue, each in 0-65535 (PS3.3, C.10.7.1.1). */
  readonly cielab: readonly [number, number, number];
}

export interface SegmentationInput {
  /** All images of one series. */
  readonly images: readonly ImageDescription[];
  /** Masks by SOP Instance UID: rows x columns bytes, non-zero inside. Images without one, or with one of zeros, get no frame. */
  readonly masks: ReadonlyMap<string, Uint8Array>;
  /** `probability`: the bytes are probabilities, 255 for certainty, and are kept as they are (a fractional segmentation). Binary where left out. */
  readonly values?: 'binary' | 'probability';
  readonly segment: SegmentDescription;
  readonly seriesNumber?: number;
  /** Of the series made; derived from source series and algorithm where left out, so that a second run gives the same. */
  readonly seriesInstanceUid?: string;
  readonly sopInstanceUid?: string;
  /** DICOM date and time of making: `YYYYMMDD` and `HHMMSS`. */
  readonly contentDate: string;
  readonly contentTime: string;
}

/**
 * Writes a DICOM segmentation of one segment over one series (PS3.3, A.51), binary or of probabilities: a frame for each image with a
 * non-empty mask, tied to its image by SOP Instance UID, in the order of place along the stack.
 *
 * @returns the Part 10 file, or undefined where no mask has a pixel: an empty segmentation is not a valid object
 * @throws RangeError where masks name images that are not there or differ in size, or images are not of one series
 */
export function writeSegmentation(input: SegmentationInput): Uint8Array | undefined {
  const images = inOrderOfPlace(input.images);
  const [first] = images;
  assertFits(images, input.masks);
  const frames = images.flatMap((image) => {
    const mask = input.masks.get(image.uids.sopInstanceUid);
    return mask?.some((inside) => inside !== 0) ? { image, mask } : [];
  });
  if (!first || frames.length === 0) return undefined;
  const { algorithm } = input.segment;
  const made = input.values === 'probability' ? 'SEG of probabilities' : 'SEG';
  const series =
    input.seriesInstanceUid ?? derivedUid(made, first.uids.seriesInstanceUid, algorithm.name, algorithm.version);
  const dimension = derivedUid('dimensions', series);
  const segmentation = datasetOf({
    ...objectAttributes(input, first, series),
    ...referenceAttributes(
      images,
      frames.map(({ image }) => image),
    ),
    ...dimensionAttributes(dimension),
    ...matrixAttributes(first, frames.length, input.values),
    SegmentSequence: [segmentItem(input.segment)],
    SharedFunctionalGroupsSequence: [sharedGroups(images, first)],
    PerFrameFunctionalGroupsSequence: frames.map(({ image }, index) => frameGroups(image, index)),
    PixelData: (input.values === 'probability' ? oneBehindTheOther : packBits)(frames.map(({ mask }) => mask)),
  });
  return writePart10(new Map([...inherited(first.dataset), ...segmentation]));
}

/** Padded to an even number of bytes (PS3.5, 7.1.1). */
function oneBehindTheOther(frames: readonly Uint8Array[]): Uint8Array {
  const length = frames.reduce((sum, frame) => sum + frame.length, 0);
  const bytes = new Uint8Array(length + (length % 2));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
  }
  return bytes;
}

function inOrderOfPlace(images: readonly ImageDescription[]): ImageDescription[] {
  const [first] = images;
  if (!first) return [];
  const normal = normalOf(first.geometry.orientation);
  const place = ({ geometry }: ImageDescription): number => distanceAlong(normal, geometry.position);
  return [...images].sort((a, b) => place(a) - place(b));
}

function assertFits(images: readonly ImageDescription[], masks: ReadonlyMap<string, Uint8Array>): void {
  if (new Set(images.map(({ uids }) => uids.seriesInstanceUid)).size > 1)
    throw new RangeError('images of several series');
  const byUid = new Map(images.map((image) => [image.uids.sopInstanceUid, image]));
  for (const [uid, mask] of masks) {
    const image = byUid.get(uid);
    if (!image) throw new RangeError('a mask names an image that is not in the series');
    const { rows, columns } = image.geometry;
    if (mask.length !== rows * columns) throw new RangeError('a mask and its image differ in size');
  }
}

/** Patient, study and frame of reference are those of the source: copied as they are, encoding included. */
function inherited(source: Dataset): Dataset {
  const tags = [
    '00080005', '00080020', '00080030', '00080050', '00080090', '00100010', '00100020', '00100030', '00100040', '00101010',
    '00120062', '00120063', '00120064', '00280303', '0020000D', '00200010', '00200052', '00201040',
  ]; // prettier-ignore
  return new Map(tags.flatMap((tag) => {
    const element = source.get(tag);
    return element ? [[tag, element] as const] : [];
  })); // prettier-ignore
}

function objectAttributes(input: SegmentationInput, first: ImageDescription, series: string): PlainDataset {
  const { algorithm, label } = input.segment;
  const frameOfReference = first.uids.frameOfReferenceUid ?? derivedUid('frame', first.uids.seriesInstanceUid);
  return {
    ImageType: ['DERIVED', 'PRIMARY'],
    SOPClassUID: segmentationStorage,
    SOPInstanceUID: input.sopInstanceUid ?? derivedUid('SEG instance', series, input.contentDate, input.contentTime),
    ContentDate: input.contentDate,
    ContentTime: input.contentTime,
    Modality: 'SEG',
    Manufacturer: 'Lectern',
    ManufacturerModelName: algorithm.name,
    DeviceSerialNumber: '0',
    SoftwareVersions: algorithm.version,
    SeriesDescription: label,
    SeriesInstanceUID: series,
    SeriesNumber: input.seriesNumber ?? 100 + (numberOf(first.dataset, '00200011') ?? 0),
    InstanceNumber: 1,
    FrameOfReferenceUID: frameOfReference,
    PositionReferenceIndicator: textOf(first.dataset, '00201040') ?? '',
    ...(input.values === 'probability'
      ? { SegmentationType: 'FRACTIONAL', SegmentationFractionalType: 'PROBABILITY', MaximumFractionalValue: 255 }
      : { SegmentationType: 'BINARY' }),
    SegmentsOverlap: 'NO',
    ContentLabel: input.values === 'probability' ? 'HEAT_MAP' : 'SEGMENTATION',
    ContentDescription: '',
    ContentCreatorName: '',
    BurnedInAnnotation: 'NO',
    PresentationLUTShape: 'IDENTITY',
  };
}

function referenceAttributes(
  images: readonly ImageDescription[],
  segmented: readonly ImageDescription[],
): PlainDataset {
  return {
    ReferencedSeriesSequence: [
      {
        SeriesInstanceUID: images[0]?.uids.seriesInstanceUid ?? '',
        ReferencedInstanceSequence: images.map(referenceItem),
      },
    ],
    SourceImageSequence: segmented.map(referenceItem),
  };
}

function referenceItem({ uids }: ImageDescription): PlainDataset {
  return { ReferencedSOPClassUID: uids.sopClassUid, ReferencedSOPInstanceUID: uids.sopInstanceUid };
}

function dimensionAttributes(organization: string): PlainDataset {
  const index = (pointer: string, group: string, label: string): PlainDataset => ({
    DimensionOrganizationUID: organization,
    DimensionIndexPointer: pointer,
    FunctionalGroupPointer: group,
    DimensionDescriptionLabel: label,
  });
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: organization }],
    DimensionIndexSequence: [
      index('0062000B', '0062000A', 'Referenced Segment Number'),
      index('00200032', '00209113', 'Image Position Patient'),
    ],
  };
}

function matrixAttributes(
  { geometry }: ImageDescription,
  frames: number,
  values: SegmentationInput['values'],
): PlainDataset {
  const bits = values === 'probability' ? 8 : 1;
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    NumberOfFrames: frames,
    Rows: geometry.rows,
    Columns: geometry.columns,
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
  };
}

function segmentItem({ label, category, type, algorithm, cielab }: SegmentDescription): PlainDataset {
  return {
    SegmentNumber: 1,
    SegmentLabel: label,
    SegmentAlgorithmType: 'AUTOMATIC',
    SegmentAlgorithmName: algorithm.name,
    SegmentedPropertyCategoryCodeSequence: [codeItem(category)],
    SegmentedPropertyTypeCodeSequence: [codeItem(type)],
    SegmentationAlgorithmIdentificationSequence: [
      {
        AlgorithmFamilyCodeSequence: [codeItem(code.artificialIntelligence)],
        AlgorithmName: algorithm.name,
        AlgorithmVersion: algorithm.version,
      },
    ],
    RecommendedDisplayCIELabValue: cielab,
  };
}

function sharedGroups(images: readonly ImageDescription[], { geometry }: ImageDescription): PlainDataset {
  const { orientation, pixelSpacing, sliceThickness } = geometry;
  const normal = normalOf(orientation);
  const spacing = spacingOf(images.map((image) => distanceAlong(normal, image.geometry.position)));
  return {
    PlaneOrientationSequence: [{ ImageOrientationPatient: [...orientation.row, ...orientation.column] }],
    PixelMeasuresSequence: [
      {
        PixelSpacing: pixelSpacing,
        SliceThickness: sliceThickness ?? spacing ?? 1,
        ...(spacing === undefined ? {} : { SpacingBetweenSlices: spacing }),
      },
    ],
  };
}

function frameGroups(image: ImageDescription, index: number): PlainDataset {
  return {
    FrameContentSequence: [{ DimensionIndexValues: [1, index + 1] }],
    PlanePositionSequence: [{ ImagePositionPatient: image.geometry.position }],
    SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }],
    DerivationImageSequence: [
      {
        DerivationCodeSequence: [codeItem(code.segmentation)],
        SourceImageSequence: [
          {
            ...referenceItem(image),
            SpatialLocationsPreserved: 'YES',
            PurposeOfReferenceCodeSequence: [codeItem(code.sourceImage)],
          },
        ],
      },
    ],
  };
}
