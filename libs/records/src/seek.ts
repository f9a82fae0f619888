/** Where a page of a list begins: after the row of this key, by the order of the list. Keys are of what never changes, so that no page repeats or omits a row. */
export interface Seek<Key> {
  readonly after: Key | null;
  /** Rows at most. */
  readonly take: number;
}

/** Key of lists in order of time. */
export interface InstantKey {
  readonly at: Date;
  readonly id: string;
}
