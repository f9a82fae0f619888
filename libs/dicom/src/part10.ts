import type { Dataset } from './dataset.js';
import { ElementReader } from './reader.js';
import { DicomRefusedError } from './refusal.js';
import type { TransferSyntax } from './transfer-syntax.js';
import { transferSyntaxOf } from './transfer-syntax.js';
import { textOf } from './values.js';

/** A Part 10 file taken apart: file meta information (group 0002) and the data set. */
export interface Part10 {
  readonly meta: Dataset;
  readonly dataset: Dataset;
  readonly transferSyntax: TransferSyntax;
}

const preambleLength = 128;

/**
 * Reads a DICOM Part 10 file (PS3.10, 7) whatever object it holds. Values are views into `bytes`.
 *
 * @throws DicomRefusedError not DICOM, truncated, malformed, nested too deep, or in a transfer syntax not supported
 */
export function readPart10(bytes: Uint8Array): Part10 {
  assertPrefix(bytes);
  const reader = new ElementReader(bytes, preambleLength + 4);
  const meta = reader.readDataset(true, bytes.length, (tag) => tag.startsWith('0002'));
  const uid = textOf(meta, '00020010');
  if (!uid) {
    throw new DicomRefusedError({
      code: 'missing-attribute',
      tag: '00020010',
      rule: 'The file meta information must name the transfer syntax.',
      remedy: 'Export the file again with its file meta information.',
    });
  }
  const transferSyntax = transferSyntaxOf(uid);
  return { meta, dataset: reader.readDataset(transferSyntax.explicitVr), transferSyntax };
}

function assertPrefix(bytes: Uint8Array): void {
  const prefix = String.fromCharCode(...bytes.subarray(preambleLength, preambleLength + 4));
  if (prefix === 'DICM') return;
  throw new DicomRefusedError({
    code: 'not-dicom',
    rule: 'A DICOM file has the letters DICM after a preamble of 128 bytes.',
    remedy: 'Leave this file out, or export it as a DICOM Part 10 file.',
  });
}
