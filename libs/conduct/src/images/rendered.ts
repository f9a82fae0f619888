import { explicitLittleEndian, pngOf, rendered, windowOf, type GreyWindow, type PixelReference } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';
import { sampleFormatOf } from './native-frame.js';

type StoredStack = CaseWithStacks['stacks'][number];

/** What intake kept of a stack so that a frame of it can be shown without its metadata. */
interface ShownStack {
  readonly inverted?: boolean;
  readonly window?: GreyWindow;
}

/** How large a thumbnail is at most: rows and columns. */
export const thumbnailSize = 128;

/** A frame of a stack as PNG, in the window of its stack. @param frame as samples */
export function renderedFrame(stack: StoredStack, frame: Uint8Array, most: number): Uint8Array {
  const { inverted = false, window } = stack.detail as unknown as ShownStack;
  const pixels: PixelReference = {
    ...{ ...sampleFormatOf(stack), encapsulated: false },
    photometric: inverted ? 'MONOCHROME1' : 'MONOCHROME2',
    transferSyntaxUid: explicitLittleEndian,
    frame,
  };
  return pngOf(rendered(pixels, window ?? windowOf([pixels]), most));
}
