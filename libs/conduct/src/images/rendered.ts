import { pngOf, rendered, windowOf, type GreyWindow, type PixelReference } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';

type StoredStack = CaseWithStacks['stacks'][number];

/** What intake kept of a stack so that a frame of it can be shown without its metadata. */
interface ShownStack {
  readonly frameBytes: number;
  readonly signed?: boolean;
  readonly inverted?: boolean;
  readonly window?: GreyWindow;
}

/** How large a thumbnail is at most: rows and columns. */
export const thumbnailSize = 128;

/** A frame of a stack as PNG, in the window of its stack. */
export function renderedFrame(stack: StoredStack, frame: Uint8Array, most: number): Uint8Array {
  const { rows, columns } = stack;
  const { frameBytes, signed = false, inverted = false, window } = stack.detail as unknown as ShownStack;
  const bits = frameBytes >= 2 * rows * columns ? 16 : 8;
  const pixels: PixelReference = {
    ...{ rows, columns, bitsAllocated: bits, bitsStored: bits, signed, encapsulated: false },
    photometric: inverted ? 'MONOCHROME1' : 'MONOCHROME2',
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    frame,
  };
  return pngOf(rendered(pixels, window ?? windowOf([pixels]), most));
}
