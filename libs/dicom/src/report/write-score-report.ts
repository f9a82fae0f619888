import { datasetOf, type PlainDataset } from '../builder.js';
import type { Dataset } from '../dataset.js';
import type { ImageDescription } from '../instance.js';
import { codeItem, type Code } from '../segmentation/codes.js';
import { derivedUid } from '../uid.js';
import { writePart10 } from '../writer.js';
import { concept } from './concepts.js';

export const enhancedReportStorage = '1.2.840.10008.5.1.4.1.1.88.22';

export interface ScoreReport {
  /** Images of the examination, of every stack; the report names them as its evidence. */
  readonly images: readonly ImageDescription[];
  readonly algorithm: { readonly name: string; readonly version: string };
  /** What the score is of. */
  readonly finding: Code;
  readonly score: number;
  /** DICOM date and time of making: `YYYYMMDD` and `HHMMSS`. */
  readonly contentDate: string;
  readonly contentTime: string;
}

/**
 * Writes the score of a model for a whole examination as an Imaging Measurement Report (PS3.16, TID 1500, one measurement group of TID 1501 with algorithm
 * identification, TID 4019) in an Enhanced SR object. Made again from the same examination and model, it has the same UIDs.
 *
 * @throws RangeError without an image
 */
export function writeScoreReport({
  images,
  algorithm,
  finding,
  score,
  contentDate,
  contentTime,
}: ScoreReport): Uint8Array {
  const [first] = images;
  if (!first) throw new RangeError('a report rests on images');
  const series = derivedUid('SR', first.uids.studyInstanceUid, algorithm.name, algorithm.version);
  const device = derivedUid('device', algorithm.name, algorithm.version);
  const own = datasetOf({
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: enhancedReportStorage,
    SOPInstanceUID: derivedUid('SR instance', series, String(score)),
    SeriesInstanceUID: series,
    Modality: 'SR',
    SeriesNumber: 901,
    InstanceNumber: 1,
    SeriesDescription: `Score of ${algorithm.name}`.slice(0, 64),
    ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'Lectern',
    ManufacturerModelName: algorithm.name.slice(0, 64),
    SoftwareVersions: algorithm.version.slice(0, 64),
    DeviceSerialNumber: '1',
    ContentDate: contentDate,
    ContentTime: contentTime,
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: [evidenceOf(images)],
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(concept.report)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '1500' }],
    ContentSequence: [
      coded('HAS CONCEPT MOD', concept.language, concept.english),
      coded('HAS OBS CONTEXT', concept.observerType, concept.device),
      { ...item('HAS OBS CONTEXT', 'UIDREF', concept.deviceUid), UID: device },
      text('HAS OBS CONTEXT', concept.deviceName, algorithm.name),
      coded('HAS CONCEPT MOD', concept.procedureReported, concept.mri),
      container(concept.measurements, [measurementGroup({ series, algorithm, finding, score })]),
    ],
  });
  return writePart10(new Map([...inherited(first.dataset), ...own]));
}

function measurementGroup({
  series,
  algorithm,
  finding,
  score,
}: Pick<ScoreReport, 'algorithm' | 'finding' | 'score'> & { series: string }): PlainDataset {
  return container(concept.group, [
    text('HAS OBS CONTEXT', concept.trackingId, `${algorithm.name} ${algorithm.version}`),
    { ...item('HAS OBS CONTEXT', 'UIDREF', concept.trackingUid), UID: derivedUid('tracking', series) },
    coded('CONTAINS', concept.finding, finding),
    {
      ...item('CONTAINS', 'NUM', concept.caseScore),
      MeasuredValueSequence: [{ MeasurementUnitsCodeSequence: [codeItem(concept.noUnits)], NumericValue: score }],
      ContentSequence: [
        text('HAS CONCEPT MOD', concept.algorithmName, algorithm.name),
        text('HAS CONCEPT MOD', concept.algorithmVersion, algorithm.version),
      ],
    },
  ]);
}

/** Patient and study as the images have them. */
const inheritedTags = new Set(['00080020', '00080030', '00080050', '00080090', '00100010', '00100020', '00100030', '00100040', '00120062', '00120063', '00120064', '0020000D', '00200010', '00101010']); // prettier-ignore

function inherited(image: Dataset): Dataset {
  const empty = datasetOf({ StudyDate: '', StudyTime: '', AccessionNumber: '', ReferringPhysicianName: '', PatientName: '', PatientID: '', PatientBirthDate: '', PatientSex: '', StudyID: '' }); // prettier-ignore
  return new Map([...empty, ...[...image].filter(([tag]) => inheritedTags.has(tag))]);
}

function evidenceOf(images: readonly ImageDescription[]): PlainDataset {
  const series = [...Map.groupBy(images, ({ uids }) => uids.seriesInstanceUid)];
  return {
    StudyInstanceUID: images[0]!.uids.studyInstanceUid,
    ReferencedSeriesSequence: series.map(([SeriesInstanceUID, own]) => ({
      SeriesInstanceUID,
      ReferencedSOPSequence: own.map(({ uids }) => ({
        ReferencedSOPClassUID: uids.sopClassUid,
        ReferencedSOPInstanceUID: uids.sopInstanceUid,
      })),
    })),
  };
}

function item(relationship: string, type: string, name: Code): PlainDataset {
  return { RelationshipType: relationship, ValueType: type, ConceptNameCodeSequence: [codeItem(name)] };
}

function text(relationship: string, name: Code, value: string): PlainDataset {
  return { ...item(relationship, 'TEXT', name), TextValue: value };
}

function coded(relationship: string, name: Code, value: Code): PlainDataset {
  return { ...item(relationship, 'CODE', name), ConceptCodeSequence: [codeItem(value)] };
}

function container(name: Code, children: readonly PlainDataset[]): PlainDataset {
  return { ...item('CONTAINS', 'CONTAINER', name), ContinuityOfContent: 'SEPARATE', ContentSequence: children };
}
