import type { Dataset, Element, SequenceElement, Tag, Vr } from './dataset.js';
import { tagOf } from './dataset.js';
import { vrOfTag } from './dictionary.js';
import { DicomRefusedError } from './refusal.js';

/** VRs whose explicit length takes four bytes after two reserved ones (PS3.5, table 7.1-1). */
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const shortVrs = new Set(
  ['AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'PN', 'SH', 'SL', 'SS', 'ST', 'TM'].concat([
    'UI',
    'UL',
    'US',
  ]),
);

const undefinedLength = 0xffffffff;
const itemTag = 'FFFEE000';
const itemEnd = 'FFFEE00D';
const sequenceEnd = 'FFFEE0DD';
const pixelData = '7FE00010';
/** Real objects nest less than ten deep; a hostile file must not exhaust the stack. */
const deepest = 32;

interface Header {
  readonly tag: Tag;
  readonly vr: Vr;
  readonly length: number;
}

/** Width of the words in which values of a VR change their byte order; all others are bytes or characters. */
const wordWidths: Readonly<Record<Vr, 2 | 4 | 8>> = {
  US: 2, SS: 2, OW: 2, AT: 2, UL: 4, SL: 4, FL: 4, OF: 4, OL: 4, FD: 8, OD: 8, OV: 8, UV: 8, SV: 8,
}; // prettier-ignore

/**
 * Reads data elements. Every length is checked against the container around it before it is believed. Values are views
 * into the bytes, or copies in little endian where the bytes are big endian. The time taken is linear in the number of
 * bytes.
 */
export class ElementReader {
  private readonly view: DataView;
  offset: number;

  constructor(
    private readonly bytes: Uint8Array,
    start = 0,
    private readonly bigEndian = false,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = start;
  }

  /**
   * Reads elements up to `end`, or while `wanted` holds for the tag that comes next.
   *
   * @throws DicomRefusedError `truncated`, `malformed` or `too-deep`
   */
  readDataset(explicitVr: boolean, end = this.bytes.length, wanted?: (tag: Tag) => boolean): Dataset {
    const elements = new Map<Tag, Element>();
    while (this.offset < end && (!wanted || wanted(this.peekTag(end)))) {
      this.add(elements, this.readElement(explicitVr, end, 0));
    }
    return elements;
  }

  private readElement(explicitVr: boolean, end: number, depth: number): Element {
    const header = this.readHeader(explicitVr, end);
    const { tag, vr, length } = header;
    if (tag.startsWith('FFFE')) throw malformed(tag, 'A delimiter stands where an attribute should.');
    if (length === undefinedLength) return this.readUndefinedLength(header, explicitVr, end, depth);
    if (vr === 'SQ') return this.readSequence(tag, explicitVr, this.boundary(tag, length, end), false, depth + 1);
    return { kind: 'value', tag, vr, bytes: this.littleEndian(vr, this.take(tag, length, end)) };
  }

  private readUndefinedLength({ tag, vr }: Header, explicitVr: boolean, end: number, depth: number): Element {
    if (vr === 'SQ') return this.readSequence(tag, explicitVr, end, true, depth + 1);
    // PS3.5, 6.2.2, note 2: UN of undefined length is a sequence in implicit VR.
    if (vr === 'UN' && !this.bigEndian) return this.readSequence(tag, false, end, true, depth + 1);
    if (tag === pixelData && (vr === 'OB' || vr === 'OW')) return this.readFragments(tag, vr, end);
    throw malformed(tag, 'Only sequences and pixel data may have an undefined length.');
  }

  private readSequence(tag: Tag, explicitVr: boolean, end: number, open: boolean, depth: number): SequenceElement {
    if (depth > deepest) {
      const rule = `Sequences may nest at most ${deepest} deep.`;
      throw new DicomRefusedError({ code: 'too-deep', tag, rule, remedy: 'The file is damaged: export it again.' });
    }
    const items: Dataset[] = [];
    while (open || this.offset < end) {
      const delimiter = this.readHeader(false, end);
      if (open && delimiter.tag === sequenceEnd) break;
      if (delimiter.tag !== itemTag) throw malformed(tag, 'A sequence must consist of items.');
      items.push(this.readItem(tag, delimiter.length, explicitVr, end, depth));
    }
    return { kind: 'sequence', tag, vr: 'SQ', items };
  }

  private readItem(sequence: Tag, length: number, explicitVr: boolean, end: number, depth: number): Dataset {
    const open = length === undefinedLength;
    const itemStop = open ? end : this.boundary(sequence, length, end);
    const elements = new Map<Tag, Element>();
    while (open || this.offset < itemStop) {
      if (open && this.peekTag(itemStop) === itemEnd) {
        this.offset += 8;
        break;
      }
      this.add(elements, this.readElement(explicitVr, itemStop, depth));
    }
    return elements;
  }

  private readFragments(tag: Tag, vr: Vr, end: number): Element {
    const parts: Uint8Array[] = [];
    for (;;) {
      const delimiter = this.readHeader(false, end);
      if (delimiter.tag === sequenceEnd) break;
      if (delimiter.tag !== itemTag) throw malformed(tag, 'Compressed pixel data must consist of fragments.');
      parts.push(this.take(tag, delimiter.length, end));
    }
    const [offsets = new Uint8Array(0), ...fragments] = parts;
    return { kind: 'fragments', tag, vr, offsets, fragments };
  }

  private readHeader(explicitVr: boolean, end: number): Header {
    const tag = this.peekTag(end);
    const delimiter = tag.startsWith('FFFE');
    this.need(tag, 8, end);
    if (!explicitVr || delimiter) {
      const length = this.view.getUint32(this.offset + 4, !this.bigEndian);
      this.offset += 8;
      return { tag, vr: delimiter ? '' : vrOfTag(tag), length };
    }
    const vr = String.fromCharCode(this.view.getUint8(this.offset + 4), this.view.getUint8(this.offset + 5));
    if (shortVrs.has(vr)) {
      const length = this.view.getUint16(this.offset + 6, !this.bigEndian);
      this.offset += 8;
      return { tag, vr, length };
    }
    if (!longVrs.has(vr)) throw malformed(tag, 'Each attribute must state a value representation of PS3.5.');
    this.need(tag, 12, end);
    const length = this.view.getUint32(this.offset + 8, !this.bigEndian);
    this.offset += 12;
    return { tag, vr, length };
  }

  private peekTag(end: number): Tag {
    this.need(undefined, 4, end);
    const group = this.view.getUint16(this.offset, !this.bigEndian);
    return tagOf(group, this.view.getUint16(this.offset + 2, !this.bigEndian));
  }

  private take(tag: Tag, length: number, end: number): Uint8Array {
    const stop = this.boundary(tag, length, end);
    const taken = this.bytes.subarray(this.offset, stop);
    this.offset = stop;
    return taken;
  }

  private littleEndian(vr: Vr, bytes: Uint8Array): Uint8Array {
    const width = wordWidths[vr];
    if (!this.bigEndian || width === undefined) return bytes;
    const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
    if (width === 2) return swapped.swap16();
    return width === 4 ? swapped.swap32() : swapped.swap64();
  }

  private boundary(tag: Tag, length: number, end: number): number {
    this.need(tag, length, end);
    return this.offset + length;
  }

  private need(tag: Tag | undefined, length: number, end: number): void {
    if (length <= end - this.offset) return;
    throw new DicomRefusedError({
      code: 'truncated',
      ...(tag === undefined ? {} : { tag }),
      rule: 'An attribute announces more bytes than the file, or the item around it, holds.',
      remedy: 'The file is incomplete or damaged: copy or export it again.',
    });
  }

  private add(elements: Map<Tag, Element>, element: Element): void {
    if (elements.has(element.tag)) throw malformed(element.tag, 'An attribute may occur once in a data set.');
    elements.set(element.tag, element);
  }
}

function malformed(tag: Tag, rule: string): DicomRefusedError {
  return new DicomRefusedError({ code: 'malformed', tag, rule, remedy: 'The file is damaged: export it again.' });
}
