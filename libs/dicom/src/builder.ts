import type { Dataset, Element, Tag, Vr } from './dataset.js';
import { tagOfKeyword, vrOfTag } from './dictionary.js';
import { isText } from './values.js';

/** A value as code writes it: text or numbers (one or several), raw bytes, or the items of a sequence. */
export type PlainValue = string | number | readonly (string | number)[] | Uint8Array | readonly PlainDataset[];

/** A data set as code writes it: attribute keyword (PS3.6) to value. An empty string or list is an empty value. */
export interface PlainDataset {
  readonly [keyword: string]: PlainValue;
}

type BinaryWrite = (view: DataView, offset: number, value: number) => void;
const binaryVrs: Readonly<Record<Vr, readonly [width: number, write: BinaryWrite]>> = {
  US: [2, (view, at, value) => view.setUint16(at, value, true)],
  SS: [2, (view, at, value) => view.setInt16(at, value, true)],
  UL: [4, (view, at, value) => view.setUint32(at, value, true)],
  SL: [4, (view, at, value) => view.setInt32(at, value, true)],
  FL: [4, (view, at, value) => view.setFloat32(at, value, true)],
  FD: [8, (view, at, value) => view.setFloat64(at, value, true)],
};

const utf8 = new TextEncoder();

/**
 * Data set of plain values; the VR of each attribute is that of the dictionary. Text is encoded as UTF-8, so a data
 * set with other than ASCII text must say `SpecificCharacterSet: 'ISO_IR 192'`.
 *
 * @throws TypeError for an unknown keyword or a value that its VR cannot hold: a mistake in the calling code
 */
export function datasetOf(plain: PlainDataset): Dataset {
  const elements = new Map<Tag, Element>();
  for (const [keyword, value] of Object.entries(plain)) {
    const tag = tagOfKeyword(keyword);
    elements.set(tag, elementOf(tag, vrOfTag(tag), value));
  }
  return elements;
}

/** One element of a plain value. */
export function elementOf(tag: Tag, vr: Vr, value: PlainValue): Element {
  if (vr === 'SQ') return { kind: 'sequence', tag, vr, items: (value as readonly PlainDataset[]).map(datasetOf) };
  if (isBytes(value)) return { kind: 'value', tag, vr, bytes: value };
  const values = (Array.isArray(value) ? value : [value]) as readonly (string | number)[];
  if (isText(vr))
    return textElement(
      tag,
      vr,
      values.map((each) => (typeof each === 'number' ? decimal(each) : each)),
    );
  return { kind: 'value', tag, vr, bytes: vr === 'AT' ? tagBytes(values) : binaryBytes(vr, values) };
}

/** A textual element; values are joined by backslashes and padded to an even length (PS3.5, 6.2). */
export function textElement(tag: Tag, vr: Vr, values: readonly string[]): Element {
  const text = utf8.encode(values.join('\\'));
  if (text.length % 2 === 0) return { kind: 'value', tag, vr, bytes: text };
  const bytes = new Uint8Array(text.length + 1).fill(vr === 'UI' ? 0 : 0x20);
  bytes.set(text);
  return { kind: 'value', tag, vr, bytes };
}

/** A number as a decimal string of at most 16 characters (VR DS), rounded only where it must be. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a decimal string holds finite numbers only');
  const exact = String(value === 0 ? 0 : value);
  if (exact.length <= 16) return exact;
  for (let digits = 15; digits > 0; digits--) {
    const rounded = String(Number(value.toPrecision(digits)));
    if (rounded.length <= 16) return rounded;
  }
  throw new TypeError('unreachable: one digit and an exponent fit');
}

function binaryBytes(vr: Vr, values: readonly (string | number)[]): Uint8Array {
  const binary = binaryVrs[vr];
  if (!binary) throw new TypeError(`values of VR ${vr} are given as bytes`);
  const [width, write] = binary;
  const bytes = new Uint8Array(width * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => write(view, index * width, Number(value)));
  return bytes;
}

function tagBytes(tags: readonly (string | number)[]): Uint8Array {
  const bytes = new Uint8Array(4 * tags.length);
  const view = new DataView(bytes.buffer);
  tags.forEach((tag, index) => {
    view.setUint16(index * 4, Number.parseInt(String(tag).slice(0, 4), 16), true);
    view.setUint16(index * 4 + 2, Number.parseInt(String(tag).slice(4), 16), true);
  });
  return bytes;
}

function isBytes(value: PlainValue): value is Uint8Array {
  return ArrayBuffer.isView(value);
}
