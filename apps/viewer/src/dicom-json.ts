/** A dataset in the DICOM JSON model (PS3.18 annex F), as DICOMweb sends it. */
export type Dataset = Readonly<Record<string, { readonly vr?: string; readonly Value?: readonly unknown[] }>>;

/** Tags by the names that the standard gives them. */
export const Tag = {
  SOPInstanceUID: '00080018',
  Modality: '00080060',
  ReferencedSOPInstanceUID: '00081155',
  SourceImageSequence: '00082112',
  DerivationImageSequence: '00089124',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  InstanceNumber: '00200013',
  ImagePositionPatient: '00200032',
  ImageOrientationPatient: '00200037',
  FrameOfReferenceUID: '00200052',
  SamplesPerPixel: '00280002',
  PhotometricInterpretation: '00280004',
  Rows: '00280010',
  Columns: '00280011',
  PixelSpacing: '00280030',
  BitsAllocated: '00280100',
  BitsStored: '00280101',
  HighBit: '00280102',
  PixelRepresentation: '00280103',
  WindowCenter: '00281050',
  WindowWidth: '00281051',
  RescaleIntercept: '00281052',
  RescaleSlope: '00281053',
  SegmentIdentificationSequence: '0062000A',
  ReferencedSegmentNumber: '0062000B',
  MaximumFractionalValue: '0062000E',
  PerFrameFunctionalGroupsSequence: '52009230',
} as const;

/** The first value as text; undefined where it is absent or empty. */
export function text(dataset: Dataset, tag: string): string | undefined {
  const value = dataset[tag]?.Value?.[0];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All values as numbers (decimal strings may arrive as either); empty where absent. */
export function numbers(dataset: Dataset, tag: string): readonly number[] {
  return (dataset[tag]?.Value ?? []).map(Number).filter(Number.isFinite);
}

export const number = (dataset: Dataset, tag: string): number | undefined => numbers(dataset, tag)[0];

/** The items of a sequence; empty where absent. */
export function items(dataset: Dataset, tag: string): readonly Dataset[] {
  return (dataset[tag]?.Value ?? []).filter((value): value is Dataset => typeof value === 'object' && value !== null);
}

/** A value that an image cannot do without. */
export function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The image's metadata lack ${what}`);
  return value;
}
