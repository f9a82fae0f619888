import type { FrocCase, FrocRead, LrocReading } from '@lectern/statistics';

export type MrmcFormat = 'csv' | 'imrmc' | 'rjafroc' | 'lrc';

/** A reader study as a file tells it: one rating a read, or rated marks. Rows keep the file's order. */
export type MrmcFile = RatingsFile | FrocFile;

export interface RatingsFile {
  readonly kind: 'ratings';
  readonly format: MrmcFormat;
  /** For `mrmcData`; where each positive one says whether its location is right, for `lrocData` too. */
  readonly readings: readonly LrocReading[];
  /** Whether the reader called the case positive, aligned with the readings; only of long tables that say so. */
  readonly decisions?: readonly boolean[];
  readonly warnings: readonly string[];
}

/** Whether every read of a positive case says if its location is right: what an LROC study needs. */
export function saysLocations({ readings }: RatingsFile): boolean {
  return readings.every(({ positive, correct }) => !positive || correct !== undefined);
}

export interface FrocFile {
  readonly kind: 'froc';
  readonly format: MrmcFormat;
  /** For `frocData`, with `reads`. */
  readonly cases: readonly FrocCase[];
  readonly reads: readonly FrocRead[];
  readonly warnings: readonly string[];
}
