/** A read that was never made, that its reader was excused from, or that failed for technical reasons. */
export type IncompleteKind = 'missing' | 'excused' | 'technical-failure';

/** One read that the worklists asked for, and what became of it. */
export interface AssignedRead {
  readonly reader: string;
  readonly treatment: string;
  readonly case: string;
  readonly positive: boolean;
  /** The case's own id, unless given. */
  readonly patient?: string;
  readonly outcome: { readonly kind: 'completed'; readonly rating: number } | { readonly kind: IncompleteKind };
  /** A departure that the protocol calls major, e.g. a broken washout. */
  readonly majorDeviation?: boolean;
}

/** Ratings that a read may have; decisions: 0 to 1. */
export interface RatingScale {
  readonly min: number;
  readonly max: number;
}

/** A rule that makes no sense, e.g. a claim for a treatment that nobody read. */
export class InvalidEstimand extends Error {
  override readonly name = 'InvalidEstimand';
}
