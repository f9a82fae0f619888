import { DicomRefusedError, encodeHtj2k, htj2kLossless, type ParsedInstance } from '@lectern/dicom';

/**
 * The images of a stack with their frames as lossless HTJ2K, each decoded again and compared. Frames of a stack are all of one form, so that it is undefined where one is too
 * small or does not come back as it was, and where nothing would be saved.
 *
 * @param images with their samples as they are served: see `decoded`
 */
export async function compressedStack(images: readonly ParsedInstance[]): Promise<ParsedInstance[] | undefined> {
  const compressed: ParsedInstance[] = [];
  for (const image of images) {
    const frame = await encodeHtj2k(image.pixels).catch(asNone);
    if (!frame) return undefined;
    compressed.push({
      ...image,
      pixels: { ...image.pixels, encapsulated: true, transferSyntaxUid: htj2kLossless, frame },
    });
  }
  return bytesOf(compressed) < bytesOf(images) ? compressed : undefined;
}

function asNone(error: unknown): undefined {
  if (!(error instanceof DicomRefusedError)) throw error;
}

const bytesOf = (images: readonly ParsedInstance[]): number =>
  images.reduce((sum, { pixels }) => sum + pixels.frame.length, 0);
