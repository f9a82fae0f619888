/** Attribute tag as DICOM JSON writes it: eight upper-case hexadecimal digits, `GGGGEEEE`. */
export type Tag = string;

/** Two-letter value representation (PS3.5, 6.2). */
export type Vr = string;

/** An attribute with a value: its bytes as stored, always little endian; a view into the file, never a copy. */
export interface ValueElement {
  readonly kind: 'value';
  readonly tag: Tag;
  readonly vr: Vr;
  readonly bytes: Uint8Array;
}

/** A sequence (SQ): items in order, each a data set. */
export interface SequenceElement {
  readonly kind: 'sequence';
  readonly tag: Tag;
  readonly vr: 'SQ';
  readonly items: readonly Dataset[];
}

/** Encapsulated pixel data (PS3.5, A.4): the basic offset table and the fragments after it. */
export interface FragmentsElement {
  readonly kind: 'fragments';
  readonly tag: Tag;
  readonly vr: Vr;
  readonly offsets: Uint8Array;
  readonly fragments: readonly Uint8Array[];
}

export type Element = ValueElement | SequenceElement | FragmentsElement;

/** Attributes by tag. Order is that of insertion; the writer sorts. */
export type Dataset = ReadonlyMap<Tag, Element>;

/** `GGGGEEEE` of a group and an element number. */
export function tagOf(group: number, element: number): Tag {
  return hex4(group) + hex4(element);
}

/** Group number of a tag. */
export function groupOf(tag: Tag): number {
  return Number.parseInt(tag.slice(0, 4), 16);
}

/** True where the group number is odd (PS3.5, 7.8): the attribute is a vendor's own. */
export function isPrivate(tag: Tag): boolean {
  return groupOf(tag) % 2 === 1;
}

/** A tag as people write it: `(0010,0020)`. */
export function printedTag(tag: Tag): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
