import { type Dataset, Tag, need, number, numbers, text } from './dicom-json.js';
import { type Vector, cross, dot, toVector } from './vector.js';

/** One image of a stack: where it lies in the patient and how its pixels are stored. Spacings in mm, as DICOM orders them. */
export interface Slice {
  readonly imageId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly instanceNumber: number | undefined;
  readonly frameOfReferenceUid: string;
  readonly position: Vector;
  readonly rowCosines: Vector;
  readonly columnCosines: Vector;
  readonly rowSpacing: number;
  readonly columnSpacing: number;
  readonly rows: number;
  readonly columns: number;
  readonly modality: string;
  readonly pixels: PixelFormat;
  readonly rescale: { readonly slope: number; readonly intercept: number } | undefined;
  readonly window: { readonly width: number; readonly center: number } | undefined;
}

interface PixelFormat {
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly pixelRepresentation: number;
}

/**
 * @param dataset metadata of one single-frame instance
 * @param imageId under which cornerstone will load it
 * @throws Error naming the first attribute without which the image cannot be placed or decoded
 */
export function toSlice(dataset: Dataset, imageId: string): Slice {
  const orientation = numbers(dataset, Tag.ImageOrientationPatient);
  const [rowSpacing, columnSpacing] = numbers(dataset, Tag.PixelSpacing);
  return {
    imageId,
    studyInstanceUid: need(text(dataset, Tag.StudyInstanceUID), 'StudyInstanceUID'),
    seriesInstanceUid: need(text(dataset, Tag.SeriesInstanceUID), 'SeriesInstanceUID'),
    sopInstanceUid: need(text(dataset, Tag.SOPInstanceUID), 'SOPInstanceUID'),
    instanceNumber: number(dataset, Tag.InstanceNumber),
    frameOfReferenceUid: need(text(dataset, Tag.FrameOfReferenceUID), 'FrameOfReferenceUID'),
    position: need(toVector(numbers(dataset, Tag.ImagePositionPatient)), 'ImagePositionPatient'),
    rowCosines: need(toVector(orientation.slice(0, 3)), 'ImageOrientationPatient'),
    columnCosines: need(toVector(orientation.slice(3, 6)), 'ImageOrientationPatient'),
    rowSpacing: need(rowSpacing, 'PixelSpacing'),
    columnSpacing: need(columnSpacing, 'PixelSpacing'),
    rows: need(number(dataset, Tag.Rows), 'Rows'),
    columns: need(number(dataset, Tag.Columns), 'Columns'),
    modality: text(dataset, Tag.Modality) ?? 'OT',
    pixels: pixelFormat(dataset),
    rescale: rescale(dataset),
    window: displayWindow(dataset),
  };
}

function pixelFormat(dataset: Dataset): PixelFormat {
  const bitsStored = need(number(dataset, Tag.BitsStored), 'BitsStored');
  return {
    samplesPerPixel: number(dataset, Tag.SamplesPerPixel) ?? 1,
    photometricInterpretation: text(dataset, Tag.PhotometricInterpretation) ?? 'MONOCHROME2',
    bitsAllocated: need(number(dataset, Tag.BitsAllocated), 'BitsAllocated'),
    bitsStored,
    highBit: number(dataset, Tag.HighBit) ?? bitsStored - 1,
    pixelRepresentation: number(dataset, Tag.PixelRepresentation) ?? 0,
  };
}

function rescale(dataset: Dataset): Slice['rescale'] {
  const slope = number(dataset, Tag.RescaleSlope);
  const intercept = number(dataset, Tag.RescaleIntercept);
  return slope === undefined || intercept === undefined ? undefined : { slope, intercept };
}

function displayWindow(dataset: Dataset): Slice['window'] {
  const width = number(dataset, Tag.WindowWidth);
  const center = number(dataset, Tag.WindowCenter);
  return width === undefined || center === undefined || width <= 0 ? undefined : { width, center };
}

/** Slices in the order of their positions along the stack's normal, so that an index says where one is. */
export function alongNormal(slices: readonly Slice[]): readonly Slice[] {
  const first = slices[0];
  if (!first) return [];
  const normal = cross(first.rowCosines, first.columnCosines);
  return slices.toSorted((a, b) => dot(a.position, normal) - dot(b.position, normal));
}
