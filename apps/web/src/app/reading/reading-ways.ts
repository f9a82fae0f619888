import { InjectionToken } from '@angular/core';
import {
  beginSession,
  beginTruthing,
  getReading,
  getTruthing,
  postEvents,
  saveDraft,
  saveTruthDraft,
  setTimeZone,
  submitRead,
  submitTruth,
  takeOverRead,
  takeOverTruth,
} from '@lectern/contracts';

/** By which operations the reading room gets, keeps and submits what is on its screen. What is null is not done there. */
export interface ReadingWays {
  readonly kind: 'reads' | 'truth';
  readonly overview: typeof getReading;
  readonly begin: typeof beginSession;
  readonly takeOver: typeof takeOverRead;
  readonly draft: typeof saveDraft;
  readonly submit: typeof submitRead | typeof submitTruth;
  /** Truthing is not timed. */
  readonly events: typeof postEvents | null;
  /** Truthing has no quotas by the day. */
  readonly timeZone: typeof setTimeZone | null;
}

const reads: ReadingWays = {
  kind: 'reads',
  overview: getReading,
  begin: beginSession,
  takeOver: takeOverRead,
  draft: saveDraft,
  submit: submitRead,
  events: postEvents,
  timeZone: setTimeZone,
};

/** The same room for a member of a truthing panel. */
export const truthingWays: ReadingWays = {
  kind: 'truth',
  overview: getTruthing,
  begin: beginTruthing,
  takeOver: takeOverTruth,
  draft: saveTruthDraft,
  submit: submitTruth,
  events: null,
  timeZone: null,
};

export const READING_WAYS = new InjectionToken<ReadingWays>('reading ways', { factory: () => reads });
