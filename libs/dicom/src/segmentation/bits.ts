/**
 * Packs masks as binary segmentation frames: one bit a pixel, least significant bit first, frames following each other
 * without padding between them, and one byte added where the whole would be odd (PS3.5, 8.1.1 and 8.2).
 *
 * @param masks any non-zero byte is inside
 */
export function packBits(masks: readonly Uint8Array[]): Uint8Array {
  const bits = masks.reduce((sum, mask) => sum + mask.length, 0);
  const bytes = Math.ceil(bits / 8);
  const packed = new Uint8Array(bytes + (bytes % 2));
  let bit = 0;
  for (const mask of masks) {
    for (const inside of mask) {
      if (inside) packed[bit >> 3] = (packed[bit >> 3] ?? 0) | (1 << (bit & 7));
      bit++;
    }
  }
  return packed;
}

/** One frame of a packed segmentation as a mask of zeros and ones. */
export function unpackFrame(packed: Uint8Array, frame: number, pixels: number): Uint8Array {
  const mask = new Uint8Array(pixels);
  for (let pixel = 0, bit = frame * pixels; pixel < pixels; pixel++, bit++) {
    mask[pixel] = ((packed[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return mask;
}
