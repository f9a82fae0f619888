import { datasetOf } from './builder.js';
import type { Dataset, Element, Vr } from './dataset.js';
import { explicitLittleEndian, transferSyntaxOf } from './transfer-syntax.js';
import { textOf } from './values.js';

const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const undefinedLength = 0xffffffff;
const preambleLength = 128;

/** This implementation's own UID (made once from a random UUID) and name, as file meta information wants them. */
export const implementation = { classUid: '2.25.61343685328928555777671557778393667405', versionName: 'LECTERN_0_1' };

/**
 * Writes a Part 10 file: zero preamble, file meta information made anew, data set in explicit VR little endian with
 * tags ascending, lengths defined and group lengths left out. The same input gives the same bytes.
 *
 * @param dataset must hold SOP Class UID and SOP Instance UID
 * @param transferSyntaxUid of the pixel data; whatever is not compressed becomes explicit little endian, which is equal in content
 */
export function writePart10(dataset: Dataset, transferSyntaxUid: string = explicitLittleEndian): Uint8Array {
  const written = transferSyntaxOf(transferSyntaxUid).encapsulated ? transferSyntaxUid : explicitLittleEndian;
  const header = fileHeader(written, textOf(dataset, '00080016') ?? '', textOf(dataset, '00080018') ?? '');
  const writer = new ElementWriter(header.length + lengthOfDataset(dataset));
  writer.bytes.set(header);
  writer.offset = header.length;
  writer.dataset(dataset);
  return writer.bytes;
}

/** A data set alone, as {@link writePart10} writes it. */
export function writeDataset(dataset: Dataset): Uint8Array {
  const writer = new ElementWriter(lengthOfDataset(dataset));
  writer.dataset(dataset);
  return writer.bytes;
}

/** A data set that came without a file around it, as bytes, made a file; nothing of it is read or changed. */
export function fileOfDataset(
  dataset: Uint8Array,
  transferSyntaxUid: string,
  sopClassUid: string,
  sopInstanceUid: string,
): Uint8Array {
  return Buffer.concat([fileHeader(transferSyntaxUid, sopClassUid, sopInstanceUid), dataset]);
}

/** Preamble, prefix and file meta information: all that comes before the data set. */
export function fileHeader(transferSyntaxUid: string, sopClassUid: string, sopInstanceUid: string): Uint8Array {
  const meta = datasetOf({
    FileMetaInformationVersion: new Uint8Array([0, 1]),
    MediaStorageSOPClassUID: sopClassUid,
    MediaStorageSOPInstanceUID: sopInstanceUid,
    TransferSyntaxUID: transferSyntaxUid,
    ImplementationClassUID: implementation.classUid,
    ImplementationVersionName: implementation.versionName,
  });
  const groupLength = datasetOf({ FileMetaInformationGroupLength: lengthOfDataset(meta) });
  const start = preambleLength + 4;
  const writer = new ElementWriter(start + lengthOfDataset(groupLength) + lengthOfDataset(meta));
  writer.bytes.set([0x44, 0x49, 0x43, 0x4d], preambleLength);
  writer.offset = start;
  for (const part of [groupLength, meta]) writer.dataset(part);
  return writer.bytes;
}

class ElementWriter {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  offset = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }

  dataset(dataset: Dataset): void {
    for (const element of sorted(dataset)) this.element(element);
  }

  private element(element: Element): void {
    const vr = writtenVr(element);
    this.tag(element.tag);
    this.bytes[this.offset++] = vr.charCodeAt(0);
    this.bytes[this.offset++] = vr.charCodeAt(1);
    const length = element.kind === 'fragments' ? undefinedLength : lengthOfContent(element);
    if (longVrs.has(vr)) {
      this.view.setUint32(this.offset + 2, length, true);
      this.offset += 6;
    } else {
      this.view.setUint16(this.offset, length, true);
      this.offset += 2;
    }
    this.content(element);
  }

  private content(element: Element): void {
    switch (element.kind) {
      case 'value':
        return this.raw(element.bytes);
      case 'sequence':
        for (const item of element.items) {
          this.delimiter('FFFEE000', lengthOfDataset(item));
          this.dataset(item);
        }
        return;
      case 'fragments':
        for (const part of [element.offsets, ...element.fragments]) {
          this.delimiter('FFFEE000', even(part.length));
          this.raw(part);
        }
        this.delimiter('FFFEE0DD', 0);
    }
  }

  private delimiter(tag: string, length: number): void {
    this.tag(tag);
    this.view.setUint32(this.offset, length, true);
    this.offset += 4;
  }

  private tag(tag: string): void {
    this.view.setUint16(this.offset, Number.parseInt(tag.slice(0, 4), 16), true);
    this.view.setUint16(this.offset + 2, Number.parseInt(tag.slice(4), 16), true);
    this.offset += 4;
  }

  private raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.offset);
    this.offset += even(bytes.length);
  }
}

function sorted(dataset: Dataset): Element[] {
  return [...dataset.values()]
    .filter(({ tag }) => !tag.endsWith('0000') || tag === '00020000')
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** A value too long for the two-byte length of its VR, possible in implicit VR, is written as UN (PS3.5, 6.2.2, note 7). */
function writtenVr(element: Element): Vr {
  return element.kind === 'value' && !longVrs.has(element.vr) && element.bytes.length > 0xfffe ? 'UN' : element.vr;
}

function lengthOfDataset(dataset: Dataset): number {
  return sorted(dataset).reduce((sum, element) => {
    const header = longVrs.has(writtenVr(element)) ? 12 : 8;
    return sum + header + lengthOfContent(element);
  }, 0);
}

function lengthOfContent(element: Element): number {
  switch (element.kind) {
    case 'value':
      return even(element.bytes.length);
    case 'sequence':
      return element.items.reduce((sum, item) => sum + 8 + lengthOfDataset(item), 0);
    case 'fragments':
      return [element.offsets, ...element.fragments].reduce((sum, part) => sum + 8 + even(part.length), 8);
  }
}

function even(length: number): number {
  return length + (length % 2);
}
