export type { Admission, ImageModality } from './admission.js';
export { mrImageStorage, mrOnly } from './admission.js';
export type { PlainDataset, PlainValue } from './builder.js';
export { datasetOf } from './builder.js';
export type { CaseCheck, CaseProblem, CaseRules, CheckedStack, ProblemCode, Severity } from './case-check.js';
export { checkCase, namedStacks } from './case-check.js';
export { decodeFrame } from './codecs/decode-frame.js';
export { encodeHtj2k } from './codecs/encode-htj2k.js';
export { streamsOf } from './codecs/fragments.js';
export { contentHash } from './content-hash.js';
export type { Dataset, Element, Tag, Vr } from './dataset.js';
export { printedTag } from './dataset.js';
export { decoded } from './decoded.js';
export type { Deidentified, DeidentifyOptions, TouchedTag } from './deidentify/deidentify.js';
export { deidentifier, deidentify } from './deidentify/deidentify.js';
export { tableEdition } from './deidentify/table-e1-1.js';
export type { DicomJson, DicomJsonOptions, JsonAttribute, JsonPersonName, JsonValue } from './dicom-json.js';
export { toDicomJson } from './dicom-json.js';
export { fromDicomJson, imageOfJson } from './from-dicom-json.js';
export type { Orientation, Plane, Vector } from './geometry.js';
export { normalOf, planeOf } from './geometry.js';
export { brokenAgeRule, gestationalAgeWeeks } from './image-check.js';
export type { ImageDescription, ImageGeometry, InstanceUids, ParsedInstance } from './instance.js';
export { describeImage, instanceOf, instancesOf, parseInstance, parseInstances } from './instance.js';
export type { Part10 } from './part10.js';
export { readPart10 } from './part10.js';
export type { DecodedFrame } from './pixel-hash.js';
export { caseHash, decodedFrameOf, frameHash, pixelHash, stackHash } from './pixel-hash.js';
export type { PlaneSource } from './plane-names.js';
export type { PixelReference } from './pixels.js';
export type { GreySlice, MeasuredStack } from './quality/stack-quality.js';
export { stackQuality } from './quality/stack-quality.js';
export type { GreyWindow } from './render.js';
export { pngOf, rendered, windowOf } from './render.js';
export { samplesOf, storedPixels, valuesOf, withoutUnusedBits } from './pixels.js';
export { stackGridOf } from './stack-grid.js';
export { maskRegion } from './region/mask-region.js';
export { PlaceRefusedError, regionsOfReport } from './region/report-region.js';
export type { MeasurementReport, ReportedGroup, ReportedMeasurement, ReportedPlace } from './report/read-report.js';
export { concept } from './report/concepts.js';
export { readReport, reportStorages } from './report/read-report.js';
export type { ScoreReport } from './report/write-score-report.js';
export { writeScoreReport } from './report/write-score-report.js';
export type { Refusal, RefusalCode } from './refusal.js';
export { DicomRefusedError } from './refusal.js';
export type { Code } from './segmentation/codes.js';
export { code } from './segmentation/codes.js';
export type { Segmentation, SegmentedFrame, SegmentLabel } from './segmentation/read-segmentation.js';
export { readSegmentation, segmentationFrames } from './segmentation/read-segmentation.js';
export type { SegmentationInput, SegmentDescription } from './segmentation/write-segmentation.js';
export { segmentationStorage, writeSegmentation } from './segmentation/write-segmentation.js';
export type { IndexedInstance, IndexedSeries, IndexOptions } from './series-index.js';
export { indexSeries } from './series-index.js';
export type { Stack } from './stack.js';
export { spacingOf, stacksOf } from './stack.js';
export type { TransferSyntax } from './transfer-syntax.js';
export {
  explicitLittleEndian,
  htj2kLossless,
  implicitLittleEndian,
  isSupportedTransferSyntax,
  transferSyntaxOf,
} from './transfer-syntax.js';
export { derivedUid, isUid, keyedUid, patientKeyOf } from './uid.js';
export { numberOf, numbersOf, textOf, textsOf } from './values.js';
export type { MrIdentity, MrSlice, MrStack } from './write/mr-series.js';
export { writeMrSeries } from './write/mr-series.js';
export { fileOfDataset, writePart10 } from './writer.js';
