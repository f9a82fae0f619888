import type { FragmentsElement } from '../dataset.js';
import { DicomRefusedError } from '../refusal.js';

/**
 * The compressed stream of each frame (PS3.5, A.4): by the basic offset table, or the extended one, or one fragment a
 * frame; all fragments where there is one frame.
 *
 * @param extendedOffsets values of Extended Offset Table (7FE0,0001); empty where there is none
 * @throws DicomRefusedError `frames` where the fragments cannot be told apart by frame
 */
export function streamsOf(
  { fragments, offsets }: FragmentsElement,
  frames: number,
  extendedOffsets: readonly number[] = [],
): Uint8Array[] {
  if (fragments.length === 0) throw unclear();
  if (frames === 1) return [joined(fragments)];
  const starts = extendedOffsets.length > 0 ? extendedOffsets : basicOffsets(offsets);
  if (starts.length === frames) return byOffset(fragments, starts);
  if (starts.length === 0 && fragments.length === frames) return [...fragments];
  throw unclear();
}

function basicOffsets(table: Uint8Array): number[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  return Array.from({ length: table.length >> 2 }, (_, index) => view.getUint32(index * 4, true));
}

/** Offsets count from the first fragment's item tag; each item has a header of 8 bytes. */
function byOffset(fragments: readonly Uint8Array[], starts: readonly number[]): Uint8Array[] {
  const frames = starts.map((): Uint8Array[] => []);
  let [offset, frame] = [0, -1];
  for (const fragment of fragments) {
    if (starts[frame + 1] === offset) frame++;
    if (frame < 0) throw unclear();
    frames[frame]?.push(fragment);
    offset += 8 + fragment.length;
  }
  if (frame !== starts.length - 1) throw unclear();
  return frames.map(joined);
}

function joined(fragments: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = fragments;
  return first && others.length === 0 ? first : Buffer.concat(fragments);
}

function unclear(): DicomRefusedError {
  return new DicomRefusedError({
    code: 'frames',
    tag: '7FE00010',
    rule: 'Compressed pixel data must say where each frame begins.',
    remedy: 'Export the series as single-frame images or uncompressed.',
  });
}
