import type { BundleExportState, Oversight, Progress, StudyId } from '@lectern/contracts';

/** The whole state of one kind, told because it is new. */
export type LiveEvent = { readonly id: string } & (
  | { readonly event: 'progress'; readonly data: Progress }
  | { readonly event: 'exports'; readonly data: readonly BundleExportState[] }
);

export interface LiveOptions {
  /** Id of the last event that the follower has; null: none. */
  readonly after: string | null;
  /** Bundles too: only for whoever may export. */
  readonly withExports: boolean;
  onEvent(event: LiveEvent): void;
}

export interface ProgressWatch {
  of(study: StudyId): Promise<Progress>;
  /** What stands out in the reading so far. */
  oversight(study: StudyId): Promise<Oversight>;
  /** Events of what is new, at once and after each change of the study's record (changes close together as one). @returns a function that ends it */
  follow(study: StudyId, options: LiveOptions): Promise<() => void>;
}
