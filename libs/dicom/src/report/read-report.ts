import type { Dataset } from '../dataset.js';
import type { Vector } from '../geometry.js';
import { readPart10 } from '../part10.js';
import { DicomRefusedError } from '../refusal.js';
import type { Code } from '../segmentation/codes.js';
import { itemsOf, numberOf, numbersOf, textOf } from '../values.js';
import { concept } from './concepts.js';
import { childrenOf, codeIn, conceptOf, isCode, valueTypeOf, withDescendants } from './content-item.js';

/** Enhanced, Comprehensive and Comprehensive 3D SR. */
export const reportStorages = ['1.2.840.10008.5.1.4.1.1.88.22', '1.2.840.10008.5.1.4.1.1.88.33', '1.2.840.10008.5.1.4.1.1.88.34']; // prettier-ignore

export interface ReportedMeasurement {
  readonly concept: Code;
  readonly value: number;
  readonly unit: Code | undefined;
}

/** A place that a report draws: on an image (column and row, 0 at the corner of the first pixel), or in the patient (mm). */
export type ReportedPlace =
  | { readonly on: 'image'; readonly sopInstanceUid: string; readonly graphic: string; readonly points: readonly (readonly [number, number])[] } // prettier-ignore
  | { readonly on: 'patient'; readonly graphic: string; readonly points: readonly Vector[] };

/** One measurement group: measurements and places of one thing. */
export interface ReportedGroup {
  /** Tracking Identifier, else Tracking UID. */
  readonly trackingId: string | undefined;
  readonly measurements: readonly ReportedMeasurement[];
  readonly places: readonly ReportedPlace[];
}

export interface MeasurementReport {
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly groups: readonly ReportedGroup[];
  /** Images of which the report says that it rests on them. */
  readonly evidence: readonly string[];
}

/**
 * Reads the measurement groups of a structured report (PS3.16, TID 1500, in its parts 1410, 1411, 1501).
 *
 * @throws DicomRefusedError where the file is no such report, or a coordinate lies on no image
 */
export function readReport(bytes: Uint8Array): MeasurementReport {
  const { dataset } = readPart10(bytes);
  if (!reportStorages.includes(textOf(dataset, '00080016') ?? ''))
    throw refusal('unsupported-object', '00080016', 'The object must be a DICOM structured report.');
  if (!isCode(conceptOf(dataset), concept.report))
    throw refusal('unsupported-object', '0040A043', 'The report must be an Imaging Measurement Report (TID 1500).');
  const containers = [...withDescendants(dataset)].filter((item) => isCode(conceptOf(item), concept.group));
  return {
    sopInstanceUid: textOf(dataset, '00080018') ?? '',
    studyInstanceUid: textOf(dataset, '0020000D') ?? '',
    groups: containers.map(groupOf),
    evidence: itemsOf(dataset, '0040A375').flatMap((study) =>
      itemsOf(study, '00081115').flatMap((series) =>
        itemsOf(series, '00081199').flatMap((image) => textOf(image, '00081155') ?? []),
      ),
    ),
  };
}

function groupOf(container: Dataset): ReportedGroup {
  const items = childrenOf(container).flatMap((child) => [...withDescendants(child)]);
  const tracked = items.find((item) => isCode(conceptOf(item), concept.trackingId));
  const unique = items.find((item) => isCode(conceptOf(item), concept.trackingUid));
  return {
    trackingId: (tracked && textOf(tracked, '0040A160')) ?? (unique && textOf(unique, '0040A124')),
    measurements: items.flatMap(measurementOf),
    places: items.flatMap(placeOf),
  };
}

function measurementOf(item: Dataset): ReportedMeasurement[] {
  const name = conceptOf(item);
  const [measured] = itemsOf(item, '0040A300');
  const value = measured && numberOf(measured, '0040A30A');
  if (valueTypeOf(item) !== 'NUM' || !name || !measured || value === undefined) return [];
  return [{ concept: name, value, unit: codeIn(measured, '004008EA') }];
}

function placeOf(item: Dataset): ReportedPlace[] {
  const graphic = textOf(item, '00700023') ?? '';
  const data = numbersOf(item, '00700022');
  if (valueTypeOf(item) === 'SCOORD3D')
    return [{ on: 'patient', graphic, points: inGroups(data, 3) as unknown as Vector[] }];
  if (valueTypeOf(item) !== 'SCOORD') return [];
  const image = childrenOf(item).find((child) => valueTypeOf(child) === 'IMAGE');
  const [reference] = image ? itemsOf(image, '00081199') : [];
  const sopInstanceUid = reference && textOf(reference, '00081155');
  if (sopInstanceUid === undefined)
    throw refusal('missing-attribute', '00081155', 'Coordinates of an image must name the image.');
  return [{ on: 'image', sopInstanceUid, graphic, points: inGroups(data, 2) as unknown as [number, number][] }];
}

function inGroups(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.floor(numbers.length / size) }, (_, n) => numbers.slice(n * size, (n + 1) * size));
}

function refusal(code: DicomRefusedError['code'], tag: string, rule: string): DicomRefusedError {
  return new DicomRefusedError({ code, tag, rule, remedy: 'Export it as a measurement report by TID 1500.' });
}
