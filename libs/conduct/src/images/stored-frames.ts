/** How the frames of a stack lie in their object, one behind the other in the order of its images; part of the stack's detail. All are of one form. */
export interface StoredFrames {
  /** Bytes of a frame as samples, little endian: the same for every frame. */
  readonly frameBytes: number;
  /** Where the HTJ2K stream of each frame ends in the object (bytes); absent where frames are stored as samples. */
  readonly htj2kEnds?: readonly number[];
}

export type FrameForm = 'native' | 'htj2k';

export const formOf = ({ htj2kEnds }: StoredFrames): FrameForm => (htj2kEnds ? 'htj2k' : 'native');

/** From which byte to which the frame at a place lies; the end is not part of it. @throws RangeError where there is no such frame */
export function rangeOf({ frameBytes, htj2kEnds }: StoredFrames, place: number): readonly [start: number, end: number] {
  if (!htj2kEnds) return [place * frameBytes, (place + 1) * frameBytes];
  const end = htj2kEnds[place];
  if (end === undefined) throw new RangeError(`the stack has no frame at place ${place}`);
  return [htj2kEnds[place - 1] ?? 0, end];
}

/** Bytes of the whole object. */
export function bytesOf({ frameBytes, htj2kEnds }: StoredFrames, slices: number): number {
  return htj2kEnds ? (htj2kEnds.at(-1) ?? 0) : frameBytes * slices;
}
