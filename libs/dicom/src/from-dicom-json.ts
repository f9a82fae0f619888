import { elementOf } from './builder.js';
import type { Dataset, Element, Tag } from './dataset.js';
import type { DicomJson, JsonAttribute, JsonValue } from './dicom-json.js';
import type { ImageDescription } from './instance.js';
import { describeImage } from './instance.js';
import { isNumeric } from './values.js';

/** Data set of DICOM JSON (PS3.18, F): the way back from stored metadata. Bulk data is not followed but left out. */
export function fromDicomJson(json: DicomJson): Dataset {
  const elements = new Map<Tag, Element>();
  for (const [tag, attribute] of Object.entries(json)) {
    const element = elementOfJson(tag, attribute);
    if (element) elements.set(tag, element);
  }
  return elements;
}

/**
 * Identity and place of an image from its stored metadata.
 *
 * @throws DicomRefusedError where the metadata is not that of an image
 */
export function imageOfJson(json: DicomJson): ImageDescription {
  return describeImage(fromDicomJson(json));
}

function elementOfJson(tag: Tag, { vr, Value, InlineBinary, BulkDataURI }: JsonAttribute): Element | undefined {
  if (BulkDataURI !== undefined) return undefined;
  if (vr === 'SQ') {
    return { kind: 'sequence', tag, vr, items: (Value ?? []).map((item) => fromDicomJson(item as DicomJson)) };
  }
  if (InlineBinary !== undefined) {
    return { kind: 'value', tag, vr, bytes: new Uint8Array(Buffer.from(InlineBinary, 'base64')) };
  }
  if (!Value) return { kind: 'value', tag, vr, bytes: new Uint8Array(0) };
  return elementOf(tag, vr, isNumeric(vr) ? Value.map(plainNumber) : Value.map(plainText));
}

function plainNumber(value: JsonValue): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : '';
}

function plainText(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  const { Alphabetic = '', Ideographic = '', Phonetic = '' } = value as Record<string, string>;
  return [Alphabetic, Ideographic, Phonetic].map(String).join('=').replace(/=+$/, '');
}
