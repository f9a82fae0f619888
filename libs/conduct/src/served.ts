/** One form in which a client takes the frames of an instance (PS3.18, 8.7.4 and 8.7.5). */
export interface FrameRange {
  /** Of each part, lower case: `application/octet-stream`, `image/jphc`, any other; `*` where the client leaves it open. */
  readonly mediaType: string;
  /** A UID, or `*` for any; null: the default of the media type. */
  readonly transferSyntax: string | null;
}

/** Frames of one instance; `contentType` is that of each. */
export interface ServedFrames {
  readonly frames: readonly Uint8Array[];
  readonly contentType: string;
}

export interface ServedBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}
