import type { PlainDataset } from '../builder.js';
import { datasetOf } from '../builder.js';
import { mrImageStorage } from '../admission.js';
import type { Vector } from '../geometry.js';
import { distanceAlong, normalOf, orientationOf } from '../geometry.js';
import { isUid } from '../uid.js';
import { writePart10 } from '../writer.js';

/** A stack to be written: grey samples and their place, lengths in millimetres. */
export interface MrStack {
  readonly rows: number;
  readonly columns: number;
  /** Distance between rows, then between columns. */
  readonly pixelSpacing: readonly [number, number];
  readonly sliceThickness: number;
  /** Distance between slice centres. */
  readonly spacingBetweenSlices: number;
  readonly slices: readonly MrSlice[];
}

export interface MrSlice {
  /** Centre of the first pixel. */
  readonly position: Vector;
  /** Direction along a row, then down a column. */
  readonly orientationCosines: readonly number[];
  /** Rows x columns samples, row by row, at most 4095 (12 bits stored). */
  readonly pixels: Uint16Array;
}

/** The headers of one series: who, when, where and how. All of it is the caller's invention or knowledge. */
export interface MrIdentity {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string;
  /** UID of the slice at this index of the stack. */
  readonly sopInstanceUid: (index: number) => string;
  readonly seriesNumber: number;
  readonly seriesDescription: string;
  /** DICOM dates (`YYYYMMDD`) and times (`HHMMSS`). */
  readonly studyDate: string;
  readonly studyTime: string;
  readonly patient: {
    readonly name: string;
    readonly id: string;
    readonly birthDate?: string;
    readonly sex?: 'F' | 'M' | 'O';
    readonly age?: string;
  };
  /** Any further attributes by keyword, for example InstitutionName, Manufacturer, EchoTime; they win over the rest. */
  readonly attributes?: PlainDataset;
}

/**
 * Writes a stack as MR Image Storage files (explicit VR little endian), one a slice, in the order given.
 *
 * @throws RangeError where a slice does not fill the matrix, a sample needs more than 12 bits or directions are impossible
 */
export function writeMrSeries(stack: MrStack, identity: MrIdentity): Uint8Array[] {
  const ends = extremes(stack);
  return stack.slices.map((slice, index) => {
    if (slice.pixels.length !== stack.rows * stack.columns)
      throw new RangeError(`slice ${index} does not fill its matrix`);
    const sopInstanceUid = identity.sopInstanceUid(index);
    if (!isUid(sopInstanceUid)) throw new RangeError('a SOP Instance UID must be a UID');
    const plain = {
      ...seriesAttributes(identity),
      ...imageAttributes(stack, slice, index),
      WindowCenter: Math.round((ends.low + ends.high) / 2),
      WindowWidth: Math.max(1, ends.high - ends.low),
      SOPInstanceUID: sopInstanceUid,
      ...identity.attributes,
      PixelData: littleEndianBytes(slice.pixels),
    };
    return writePart10(datasetOf(plain));
  });
}

function seriesAttributes(identity: MrIdentity): PlainDataset {
  const { patient } = identity;
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
    SOPClassUID: mrImageStorage,
    StudyDate: identity.studyDate,
    SeriesDate: identity.studyDate,
    AcquisitionDate: identity.studyDate,
    StudyTime: identity.studyTime,
    SeriesTime: identity.studyTime,
    AccessionNumber: '',
    Modality: 'MR',
    Manufacturer: '',
    ReferringPhysicianName: '',
    SeriesDescription: identity.seriesDescription,
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate ?? '',
    PatientSex: patient.sex ?? '',
    ...(patient.age === undefined ? {} : { PatientAge: patient.age }),
    BodyPartExamined: 'BRAIN',
    ScanningSequence: 'SE',
    SequenceVariant: 'SK',
    ScanOptions: '',
    MRAcquisitionType: '2D',
    RepetitionTime: '',
    EchoTime: '',
    EchoTrainLength: '',
    PatientPosition: 'HFS',
    StudyInstanceUID: identity.studyInstanceUid,
    SeriesInstanceUID: identity.seriesInstanceUid,
    StudyID: '',
    SeriesNumber: identity.seriesNumber,
    FrameOfReferenceUID: identity.frameOfReferenceUid,
    PositionReferenceIndicator: '',
  };
}

function imageAttributes(stack: MrStack, slice: MrSlice, index: number): PlainDataset {
  const orientation = orientationOf(slice.orientationCosines);
  if (!orientation) throw new RangeError('orientation cosines must be two unit vectors at a right angle');
  return {
    SliceThickness: stack.sliceThickness,
    SpacingBetweenSlices: stack.spacingBetweenSlices,
    InstanceNumber: index + 1,
    ImagePositionPatient: slice.position,
    ImageOrientationPatient: slice.orientationCosines,
    SliceLocation: distanceAlong(normalOf(orientation), slice.position),
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: stack.rows,
    Columns: stack.columns,
    PixelSpacing: stack.pixelSpacing,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
  };
}

function extremes({ slices }: MrStack): { low: number; high: number } {
  let [low, high] = [Infinity, 0];
  for (const { pixels } of slices) {
    for (const sample of pixels) {
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
  }
  if (high > 0xfff) throw new RangeError('samples must fit into 12 bits');
  return { low: Math.min(low, high), high };
}

function littleEndianBytes(samples: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, index) => view.setUint16(index * 2, sample, true));
  return bytes;
}
