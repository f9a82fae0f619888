import { inflateRawSync } from 'node:zlib';
import type { Dataset } from './dataset.js';
import { ElementReader } from './reader.js';
import { DicomRefusedError } from './refusal.js';
import type { TransferSyntax } from './transfer-syntax.js';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian, transferSyntaxOf } from './transfer-syntax.js';
import { textOf } from './values.js';

/** A Part 10 file taken apart: file meta information (group 0002) and the data set. */
export interface Part10 {
  readonly meta: Dataset;
  readonly dataset: Dataset;
  readonly transferSyntax: TransferSyntax;
}

const preambleLength = 128;
const prefixLength = 4;

/** The most bytes that a deflated data set may become: a small file must not fill the memory. */
const largestInflated = 512 * 1024 * 1024;

/**
 * Reads a DICOM Part 10 file (PS3.10, 7) whatever object it holds. Values are views into `bytes`, or copies where they
 * had to be inflated or brought into little endian.
 *
 * A file without preamble, or one whose file meta information is missing or does not name the transfer syntax, is read
 * where its first attribute shows how it is encoded and all that follows agrees.
 *
 * @throws DicomRefusedError not DICOM, truncated, malformed, nested too deep, or in a transfer syntax not supported
 */
export function readPart10(bytes: Uint8Array): Part10 {
  const start = hasPrefix(bytes) ? preambleLength + prefixLength : 0;
  if (start === 0 && !beginsWithAttribute(bytes)) throw notDicom();
  const reader = new ElementReader(bytes, start);
  const meta = hasMeta(bytes, start)
    ? reader.readDataset(true, bytes.length, (tag) => tag.startsWith('0002'))
    : new Map<string, never>();
  const transferSyntax = transferSyntaxOf(textOf(meta, '00020010') ?? guessedSyntax(bytes, reader.offset));
  const [body, offset] = transferSyntax.deflated
    ? [inflated(bytes.subarray(reader.offset)), 0]
    : [bytes, reader.offset];
  const dataset = new ElementReader(body, offset, transferSyntax.bigEndian).readDataset(transferSyntax.explicitVr);
  return { meta, dataset, transferSyntax };
}

function hasPrefix(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(preambleLength, preambleLength + prefixLength)) === 'DICM';
}

function hasMeta(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === 2 && bytes[start + 1] === 0;
}

/** Group 0002 or 0008, in which a data set without a preamble must begin, and a length or VR that can be. */
function beginsWithAttribute(bytes: Uint8Array): boolean {
  const [a = 0, b = 0] = bytes;
  return bytes.length > 8 && (((a === 2 || a === 8) && b === 0) || (a === 0 && b === 8));
}

/** How a data set that does not say so is encoded, by its first attribute: byte order by its group, VR by its letters. */
function guessedSyntax(bytes: Uint8Array, offset: number): string {
  if (offset >= bytes.length) throw nothingFollows();
  const [low = 0, high = 0] = bytes.subarray(offset);
  const explicitVr = /^[A-Z]{2}$/.test(String.fromCharCode(...bytes.subarray(offset + 4, offset + 6)));
  if (low === 0 && high !== 0) return explicitBigEndian;
  return explicitVr ? explicitLittleEndian : implicitLittleEndian;
}

function inflated(bytes: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: largestInflated });
  } catch {
    throw new DicomRefusedError({
      code: 'truncated',
      rule: `A deflated data set must be whole and at most ${largestInflated} bytes long.`,
      remedy: 'Export the series again as Explicit VR Little Endian.',
    });
  }
}

function nothingFollows(): DicomRefusedError {
  return new DicomRefusedError({
    code: 'missing-attribute',
    tag: '00020010',
    rule: 'The file meta information must name the transfer syntax.',
    remedy: 'Export the file again with its file meta information.',
  });
}

function notDicom(): DicomRefusedError {
  return new DicomRefusedError({
    code: 'not-dicom',
    rule: 'A DICOM file has the letters DICM after a preamble of 128 bytes, or begins with an attribute of group 0002 or 0008.',
    remedy: 'Leave this file out, or export it as a DICOM Part 10 file.',
  });
}
