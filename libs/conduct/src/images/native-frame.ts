import { decodeFrame, htj2kLossless } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';
import { formOf, type StoredFrames } from './stored-frames.js';

type StoredStack = CaseWithStacks['stacks'][number];

/** How the frames of a stack are stored. */
export const framesOf = ({ detail }: Pick<StoredStack, 'detail'>): StoredFrames => detail as unknown as StoredFrames;

/** What a frame of a stack is as samples. */
export function sampleFormatOf({ rows, columns, detail }: Pick<StoredStack, 'rows' | 'columns' | 'detail'>) {
  const { frameBytes, signed = false } = detail as unknown as StoredFrames & { readonly signed?: boolean };
  const bits: 8 | 16 = frameBytes >= 2 * rows * columns ? 16 : 8;
  return { rows, columns, bitsAllocated: bits, bitsStored: bits, signed };
}

/** A stored frame as samples: little endian, row by row. The stored bytes themselves where they are that. @throws DicomRefusedError where the stream is damaged */
export async function nativeFrame(
  stack: Pick<StoredStack, 'rows' | 'columns' | 'detail'>,
  stored: Uint8Array,
): Promise<Uint8Array> {
  if (formOf(framesOf(stack)) === 'native') return stored;
  return decodeFrame({ ...sampleFormatOf(stack), transferSyntaxUid: htj2kLossless, bytes: stored });
}
