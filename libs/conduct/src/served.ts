/** Frames of one instance; `contentType` is that of each. */
export interface ServedFrames {
  readonly frames: readonly Uint8Array[];
  readonly contentType: string;
}

export interface ServedBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}
