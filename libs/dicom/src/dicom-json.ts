import type { Dataset, Element, Tag } from './dataset.js';
import { characterSetsOf, isNumeric, isText, numbersOfElement, textsOfElement } from './values.js';

/** A person's name in its three writings (PS3.18, F.2.2). */
export interface JsonPersonName {
  Alphabetic?: string;
  Ideographic?: string;
  Phonetic?: string;
}

export type JsonValue = string | number | null | JsonPersonName | DicomJson;

/** One attribute of the DICOM JSON model (PS3.18, F.2.2). */
export interface JsonAttribute {
  vr: string;
  Value?: JsonValue[];
  InlineBinary?: string;
  BulkDataURI?: string;
}

/** A data set in the DICOM JSON model; keys are tags, `GGGGEEEE`, ascending. */
export interface DicomJson {
  [tag: Tag]: JsonAttribute;
}

export interface DicomJsonOptions {
  /** Where a client finds bytes that are not inlined; pixel data is left out where this is. */
  readonly bulkDataUri?: (tag: Tag) => string;
  /** Binary values up to this many bytes are inlined in base 64. */
  readonly inlineUpTo?: number;
}

/**
 * A data set as DICOM JSON, without bulk data: what WADO-RS metadata serves. Strings are decoded by the data set's
 * character set, so Specific Character Set says UTF-8 afterwards (PS3.18, F.2).
 */
export function toDicomJson(dataset: Dataset, options: DicomJsonOptions = {}): DicomJson {
  return jsonOf(dataset, options, characterSetsOf(dataset));
}

function jsonOf(dataset: Dataset, options: DicomJsonOptions, inherited: readonly string[]): DicomJson {
  const own = characterSetsOf(dataset);
  const characterSets = own.length > 0 ? own : inherited;
  const json: DicomJson = {};
  for (const tag of [...dataset.keys()].sort()) {
    const element = dataset.get(tag);
    if (!element || tag.endsWith('0000') || tag.startsWith('0002')) continue;
    const attribute = attributeOf(element, options, characterSets);
    if (attribute) json[tag] = attribute;
  }
  if (json['00080005']?.Value) json['00080005'] = { vr: 'CS', Value: ['ISO_IR 192'] };
  return json;
}

function attributeOf(
  element: Element,
  options: DicomJsonOptions,
  characterSets: readonly string[],
): JsonAttribute | undefined {
  const { vr, tag } = element;
  if (element.kind === 'sequence') {
    const items = element.items.map((item) => jsonOf(item, options, characterSets));
    return items.length > 0 ? { vr, Value: items } : { vr };
  }
  if (element.kind === 'fragments') return bulkData(element, options);
  if (element.bytes.length === 0) return { vr };
  if (isNumeric(vr))
    return { vr, Value: numbersOfElement(element).map((each) => (Number.isFinite(each) ? each : null)) };
  if (isText(vr)) return { vr, Value: textValues(element, characterSets) };
  if (vr === 'AT') return { vr, Value: tagValues(element.bytes) };
  if (tag !== '7FE00010' && element.bytes.length <= (options.inlineUpTo ?? 1024)) {
    return { vr, InlineBinary: Buffer.from(element.bytes).toString('base64') };
  }
  return bulkData(element, options);
}

function bulkData({ vr, tag }: Element, { bulkDataUri }: DicomJsonOptions): JsonAttribute | undefined {
  return bulkDataUri ? { vr, BulkDataURI: bulkDataUri(tag) } : undefined;
}

function textValues(element: Element, characterSets: readonly string[]): JsonValue[] {
  const values = textsOfElement(element, characterSets);
  if (element.vr === 'PN') return values.map(personNameOf);
  return values.map((value) => (value === '' ? null : value));
}

function personNameOf(text: string): JsonPersonName | null {
  const [alphabetic, ideographic, phonetic] = text.split('=');
  const name: JsonPersonName = {};
  if (alphabetic) name.Alphabetic = alphabetic;
  if (ideographic) name.Ideographic = ideographic;
  if (phonetic) name.Phonetic = phonetic;
  return Object.keys(name).length > 0 ? name : null;
}

function tagValues(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, index) =>
    [view.getUint16(index * 4, true), view.getUint16(index * 4 + 2, true)]
      .map((half) => half.toString(16).toUpperCase().padStart(4, '0'))
      .join(''),
  );
}
