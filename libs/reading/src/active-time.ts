import type { ReadTimes } from '@lectern/contracts';
import { timelineOf, type LeaseWindow, type ReceivedBatch, type TimedEvent, type Timeline } from './event-timeline.js';

/** Everything from which the times of a submitted read follow. Instants in ms since 1970 on the server's clock. */
export interface TimeEvidence {
  readonly submittedAt: number;
  /** Every lease of the read and when it was taken, in order; the first when the read was opened. */
  readonly leases: readonly { readonly lease: number; readonly takenAt: number }[];
  /** In any order; the final batch, which came with the submission, among them. */
  readonly batches: readonly ReceivedBatch[];
  /** Number of batches of the last lease, by its own count, before the final one. */
  readonly batchesBeforeFinal: number;
}

export interface TimeRules {
  readonly idleLimitMillis: number;
}

/** What can be wrong with times; each is kept with them and exported. */
export type TimeFlag =
  'missing-events' | 'clock-jump' | 'taken-over' | 'no-first-image' | 'last-page-without-image' | 'no-submit-event';

const comparedLimits = [30_000, 60_000, 120_000, Infinity] as const;

/**
 * Elapsed and active time of one read (README, "Reading time"). The times of several pages add up; elapsed spans them.
 * Null where no page ever reported its first image.
 */
export function activeTime(evidence: TimeEvidence, rules: TimeRules): ReadTimes {
  const timelines = windowsOf(evidence).map((window) => timelineOf(window, evidence.batches));
  const last = timelines.at(-1);
  const flags = flagsOf(evidence, timelines);
  const pages = timelines.map((timeline) =>
    usedTime(endedBy(timeline.events, timeline === last ? evidence.submittedAt : null), [
      rules.idleLimitMillis,
      ...comparedLimits,
    ]),
  );
  const firstImageAt = pages.find((page) => page.firstImageAt !== null)?.firstImageAt ?? null;
  const overlayMillis = Math.round(sum(pages.map((page) => page.overlay)));
  if (firstImageAt === null)
    return { elapsedMillis: null, activeMillis: null, activeByIdleLimit: {}, overlayMillis, flags };
  const active = (limit: number) => Math.round(sum(pages.map((page) => page.active.get(limit) ?? 0)));
  return {
    elapsedMillis: Math.round((pages.at(-1)?.endedAt ?? evidence.submittedAt) - firstImageAt),
    activeMillis: active(rules.idleLimitMillis),
    activeByIdleLimit: Object.fromEntries(comparedLimits.map((limit) => [limitName(limit), active(limit)])),
    overlayMillis,
    flags,
  };
}

function limitName(limit: number): string {
  return limit === Infinity ? 'none' : String(limit / 1000);
}

function windowsOf({ leases, submittedAt }: TimeEvidence): LeaseWindow[] {
  return leases.map(({ lease, takenAt }, index) => ({
    lease,
    from: takenAt,
    to: leases[index + 1]?.takenAt ?? submittedAt,
  }));
}

function flagsOf(evidence: TimeEvidence, timelines: readonly Timeline[]): TimeFlag[] {
  const last = timelines.at(-1);
  const has = (timeline: Timeline | undefined, kind: string) =>
    timeline?.events.some(({ event }) => event.kind === kind) ?? false;
  const arrived = new Set(
    evidence.batches.filter(({ lease }) => lease === last?.lease).map(({ sequence }) => sequence),
  );
  const allArrived = Array.from({ length: evidence.batchesBeforeFinal }, (_, n) => n).every((n) => arrived.has(n));
  const anyImage = timelines.some((timeline) => has(timeline, 'first-image'));
  const raised: [TimeFlag, boolean][] = [
    ['missing-events', !allArrived || timelines.some((timeline) => timeline.hasGap)],
    ['clock-jump', timelines.some((timeline) => timeline.clockJumped)],
    ['taken-over', timelines.length > 1],
    ['no-first-image', !anyImage],
    ['last-page-without-image', anyImage && !has(last, 'first-image')],
    ['no-submit-event', !has(last, 'submit')],
  ];
  return raised.filter(([, is]) => is).map(([flag]) => flag);
}

/** Events up to the submit; where the last page reported none, the server's instant of submission stands for it. */
function endedBy(events: readonly TimedEvent[], submittedAt: number | null): readonly TimedEvent[] {
  const submit = events.findIndex(({ event }) => event.kind === 'submit');
  if (submit >= 0) return events.slice(0, submit + 1);
  if (submittedAt === null) return events;
  return [...events, { at: submittedAt, event: { kind: 'submit', atMillis: submittedAt } }];
}

interface UsedTime {
  readonly firstImageAt: number | null;
  readonly endedAt: number | null;
  readonly overlay: number;
  /** By idle limit in ms. */
  readonly active: ReadonlyMap<number, number>;
}

/** One page's time in use. Every event is a sign of use but those of the overlay, which the page also reports by itself. */
function usedTime(events: readonly TimedEvent[], limits: readonly number[]): UsedTime {
  const active = new Map(limits.map((limit) => [limit, 0]));
  const page = { imageShown: false, hidden: false, paused: false, overlay: false };
  let firstImageAt: number | null = null;
  let previous = events[0]?.at ?? 0;
  let sinceSign = 0;
  let overlay = 0;
  for (const { at, event } of events) {
    const pageWasClosed = event.kind === 'page-opened';
    if (page.imageShown && !page.hidden && !page.paused && !pageWasClosed) {
      sinceSign += at - previous;
      if (page.overlay) overlay += at - previous;
    }
    previous = at;
    if (isSignOfUse(event.kind)) {
      for (const [limit, counted] of active) active.set(limit, counted + Math.min(sinceSign, limit));
      sinceSign = 0;
    }
    note(page, event.kind);
    if (event.kind === 'first-image') firstImageAt ??= at;
  }
  return { firstImageAt, endedAt: events.at(-1)?.at ?? null, overlay, active };
}

function isSignOfUse(kind: string): boolean {
  return kind !== 'overlay-shown' && kind !== 'overlay-hidden';
}

function note(page: { imageShown: boolean; hidden: boolean; paused: boolean; overlay: boolean }, kind: string): void {
  if (kind === 'page-opened') Object.assign(page, { imageShown: false, hidden: false, paused: false, overlay: false });
  if (kind === 'first-image') page.imageShown = true;
  if (kind === 'hidden') page.hidden = true;
  if (kind === 'visible') page.hidden = false;
  if (kind === 'paused') page.paused = true;
  if (kind === 'resumed') page.paused = false;
  if (kind === 'overlay-shown') page.overlay = true;
  if (kind === 'overlay-hidden') page.overlay = false;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
