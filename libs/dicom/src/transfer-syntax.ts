import { DicomRefusedError } from './refusal.js';

/** How the bytes of a Part 10 file are to be read. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  /** Pixel data is a sequence of compressed fragments. */
  readonly encapsulated: boolean;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

const native: readonly (readonly [string, string])[] = [
  [implicitLittleEndian, 'Implicit VR Little Endian'],
  [explicitLittleEndian, 'Explicit VR Little Endian'],
];

/** Compressions whose fragments are kept as they are and whose frames browsers and codecs decode. */
const encapsulated: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.2.5', 'RLE Lossless'],
  ['1.2.840.10008.1.2.4.50', 'JPEG Baseline'],
  ['1.2.840.10008.1.2.4.51', 'JPEG Extended'],
  ['1.2.840.10008.1.2.4.57', 'JPEG Lossless'],
  ['1.2.840.10008.1.2.4.70', 'JPEG Lossless SV1'],
  ['1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless'],
  ['1.2.840.10008.1.2.4.81', 'JPEG-LS Near-lossless'],
  ['1.2.840.10008.1.2.4.90', 'JPEG 2000 Lossless'],
  ['1.2.840.10008.1.2.4.91', 'JPEG 2000'],
  ['1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 Lossless'],
  ['1.2.840.10008.1.2.4.202', 'High-Throughput JPEG 2000 Lossless RPCL'],
  ['1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000'],
];

const known = new Map<string, TransferSyntax>([
  ...native.map(([uid, name]) => entry(uid, name, false)),
  ...encapsulated.map(([uid, name]) => entry(uid, name, true)),
]);

/**
 * The transfer syntax of a UID.
 *
 * @throws DicomRefusedError `unsupported-transfer-syntax`: big endian, deflated, video, or unknown
 */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const syntax = known.get(uid);
  if (syntax) return syntax;
  throw new DicomRefusedError({
    code: 'unsupported-transfer-syntax',
    tag: '00020010',
    rule: 'The transfer syntax must be little endian: native, RLE, JPEG, JPEG-LS, JPEG 2000 or HTJ2K.',
    remedy: 'Export the series again as Explicit VR Little Endian.',
  });
}

function entry(uid: string, name: string, isEncapsulated: boolean): [string, TransferSyntax] {
  return [uid, { uid, name, explicitVr: uid !== implicitLittleEndian, encapsulated: isEncapsulated }];
}
