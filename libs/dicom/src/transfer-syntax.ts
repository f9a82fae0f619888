import { DicomRefusedError } from './refusal.js';

/** How the bytes of a Part 10 file are to be read. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  /** The data set after the file meta information is one deflated stream (RFC 1951). */
  readonly deflated: boolean;
  /** Pixel data is a sequence of compressed fragments. */
  readonly encapsulated: boolean;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const explicitBigEndian = '1.2.840.10008.1.2.2';
export const deflatedLittleEndian = '1.2.840.10008.1.2.1.99';

const native: readonly (readonly [string, string])[] = [
  [implicitLittleEndian, 'Implicit VR Little Endian'],
  [explicitLittleEndian, 'Explicit VR Little Endian'],
  [explicitBigEndian, 'Explicit VR Big Endian'],
  [deflatedLittleEndian, 'Deflated Explicit VR Little Endian'],
];

export const rleLossless = '1.2.840.10008.1.2.5';
export const jpegBaseline = '1.2.840.10008.1.2.4.50';
export const jpegExtended = '1.2.840.10008.1.2.4.51';
export const jpegLossless = '1.2.840.10008.1.2.4.57';
export const jpegLosslessFirstOrder = '1.2.840.10008.1.2.4.70';
export const jpegLs = ['1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.4.81'] as const;
export const jpeg2000 = ['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.91'] as const;
export const htj2kLossless = '1.2.840.10008.1.2.4.201';
export const htj2k = [htj2kLossless, '1.2.840.10008.1.2.4.202', '1.2.840.10008.1.2.4.203'] as const;

/** Compressions whose frames `codecs/` decodes. */
const encapsulated: readonly (readonly [string, string])[] = [
  [rleLossless, 'RLE Lossless'],
  [jpegBaseline, 'JPEG Baseline'],
  [jpegExtended, 'JPEG Extended'],
  [jpegLossless, 'JPEG Lossless'],
  [jpegLosslessFirstOrder, 'JPEG Lossless SV1'],
  [jpegLs[0], 'JPEG-LS Lossless'],
  [jpegLs[1], 'JPEG-LS Near-lossless'],
  [jpeg2000[0], 'JPEG 2000 Lossless'],
  [jpeg2000[1], 'JPEG 2000'],
  [htj2k[0], 'High-Throughput JPEG 2000 Lossless'],
  [htj2k[1], 'High-Throughput JPEG 2000 Lossless RPCL'],
  [htj2k[2], 'High-Throughput JPEG 2000'],
];

const known = new Map<string, TransferSyntax>([
  ...native.map(([uid, name]) => entry(uid, name, false)),
  ...encapsulated.map(([uid, name]) => entry(uid, name, true)),
]);

/**
 * The transfer syntax of a UID.
 *
 * @throws DicomRefusedError `unsupported-transfer-syntax`: video, JPIP, retired, or unknown
 */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const syntax = known.get(uid);
  if (syntax) return syntax;
  throw new DicomRefusedError({
    code: 'unsupported-transfer-syntax',
    tag: '00020010',
    rule: 'The transfer syntax must be native, deflated, RLE, JPEG, JPEG-LS, JPEG 2000 or HTJ2K.',
    remedy: 'Export the series again as Explicit VR Little Endian.',
  });
}

export const isSupportedTransferSyntax = (uid: string): boolean => known.has(uid);

function entry(uid: string, name: string, isEncapsulated: boolean): [string, TransferSyntax] {
  const explicitVr = uid !== implicitLittleEndian;
  const [bigEndian, deflated] = [uid === explicitBigEndian, uid === deflatedLittleEndian];
  return [uid, { uid, name, explicitVr, bigEndian, deflated, encapsulated: isEncapsulated }];
}
