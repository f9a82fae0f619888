import { decodeText } from './character-set.js';
import type { Dataset, Element, Tag, Vr } from './dataset.js';

/** VRs whose text Specific Character Set (0008,0005) governs; all other text is ASCII. */
const localisedVrs = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
/** Text in which a backslash is a character, not a separator. */
const singleValuedVrs = new Set(['LT', 'ST', 'UT', 'UR']);
const textVrs = new Set(
  ['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST'].concat(['TM', 'UC', 'UI', 'UR', 'UT']),
);

type BinaryRead = (view: DataView, offset: number) => number;
const binaryVrs: Readonly<Record<Vr, readonly [width: number, read: BinaryRead]>> = {
  US: [2, (view, at) => view.getUint16(at, true)],
  SS: [2, (view, at) => view.getInt16(at, true)],
  UL: [4, (view, at) => view.getUint32(at, true)],
  SL: [4, (view, at) => view.getInt32(at, true)],
  FL: [4, (view, at) => view.getFloat32(at, true)],
  FD: [8, (view, at) => view.getFloat64(at, true)],
  OL: [4, (view, at) => view.getUint32(at, true)],
  UV: [8, (view, at) => Number(view.getBigUint64(at, true))],
  SV: [8, (view, at) => Number(view.getBigInt64(at, true))],
};

/** True where the values of this VR are characters. */
export function isText(vr: Vr): boolean {
  return textVrs.has(vr);
}

/** True where values of this VR are numbers, written as characters (DS, IS) or in binary. */
export function isNumeric(vr: Vr): boolean {
  return vr === 'DS' || vr === 'IS' || binaryVrs[vr] !== undefined;
}

/**
 * Values of a textual attribute, padding removed; an empty list where it is absent, empty or not textual.
 *
 * @param characterSets values of Specific Character Set in force; that of the data set itself where left out
 */
export function textsOf(dataset: Dataset, tag: Tag, characterSets = characterSetsOf(dataset)): string[] {
  const element = dataset.get(tag);
  return element ? textsOfElement(element, characterSets) : [];
}

/** As {@link textsOf}, for an element on its own. */
export function textsOfElement(element: Element, characterSets: readonly string[]): string[] {
  if (element.kind !== 'value' || !isText(element.vr) || element.bytes.length === 0) return [];
  const text = decodeText(element.bytes, localisedVrs.has(element.vr) ? characterSets : []);
  if (singleValuedVrs.has(element.vr)) return [text.replace(/[ \0]+$/, '')];
  return text.split('\\').map((value) => value.replace(/^ +|[ \0]+$/g, ''));
}

/** First value of a textual attribute, or undefined where it is absent or empty. */
export function textOf(dataset: Dataset, tag: Tag): string | undefined {
  return textsOf(dataset, tag)[0] || undefined;
}

/** All values of a numeric attribute; what is not a finite number is NaN, an absent attribute an empty list. */
export function numbersOf(dataset: Dataset, tag: Tag): number[] {
  const element = dataset.get(tag);
  return element ? numbersOfElement(element) : [];
}

/** As {@link numbersOf}, for an element on its own. */
export function numbersOfElement(element: Element): number[] {
  if (element.kind !== 'value') return [];
  const { vr, bytes } = element;
  if (vr === 'DS' || vr === 'IS') {
    return textsOfElement(element, []).map((text) => (/^[+-]?[0-9.]/.test(text) ? Number(text) : Number.NaN));
  }
  const binary = binaryVrs[vr];
  if (!binary) return [];
  const [width, read] = binary;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, index) => read(view, index * width));
}

/** First value of a numeric attribute, or undefined where it is absent or not a finite number. */
export function numberOf(dataset: Dataset, tag: Tag): number | undefined {
  const value = numbersOf(dataset, tag)[0];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Items of a sequence; an empty list where it is absent. */
export function itemsOf(dataset: Dataset, tag: Tag): readonly Dataset[] {
  const element = dataset.get(tag);
  return element?.kind === 'sequence' ? element.items : [];
}

/** Values of Specific Character Set (0008,0005). */
export function characterSetsOf(dataset: Dataset): string[] {
  const element = dataset.get('00080005');
  return element ? textsOfElement(element, []) : [];
}
