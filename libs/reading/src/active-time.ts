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
  /** Of a later stage of a read: when it was revealed, over images that were on screen already. */
  readonly revealedAt?: number | undefined;
  /** The findings of the answer and the ids of their marks. */
  readonly findings?: readonly { readonly id: string; readonly marks: readonly string[] }[] | undefined;
}

export interface TimeRules {
  readonly idleLimitMillis: number;
  /** Active time after which an answer is late. */
  readonly limitMillis?: number | undefined;
}

/** What can be wrong with times; each is kept with them and exported. */
export type TimeFlag =
  | 'missing-events'
  | 'clock-jump'
  | 'taken-over'
  | 'no-first-image'
  | 'last-page-without-image'
  | 'no-submit-event'
  | 'over-limit';

const comparedLimits = [30_000, 60_000, 120_000, Infinity] as const;

/**
 * Elapsed and active time of one read, or of one stage of it (README, "Reading time"). The times of several pages add up; elapsed spans them.
 * Null where no page ever reported its first image.
 */
export function activeTime(evidence: TimeEvidence, rules: TimeRules): ReadTimes {
  const { revealedAt = null } = evidence;
  const timelines = windowsOf(evidence).map((window) => timelineOf(window, evidence.batches));
  const last = timelines.at(-1);
  const limits = [rules.idleLimitMillis, ...comparedLimits];
  const pages = timelines.map((timeline, index) =>
    usedTime(
      endedBy(timeline.events, timeline === last ? evidence.submittedAt : null),
      limits,
      index === 0 ? revealedAt : null,
    ),
  );
  const firstImageAt = pages.find((page) => page.firstImageAt !== null)?.firstImageAt ?? null;
  const overlayMillis = Math.round(sum(pages.map((page) => page.overlay)));
  const flags = flagsOf(evidence, timelines);
  if (firstImageAt === null)
    return { elapsedMillis: null, activeMillis: null, activeByIdleLimit: {}, overlayMillis, findings: [], flags };
  const active = (limit: number) => Math.round(sum(pages.map((page) => page.active.get(limit) ?? 0)));
  const isLate = rules.limitMillis !== undefined && active(rules.idleLimitMillis) > rules.limitMillis;
  return {
    elapsedMillis: Math.round((pages.at(-1)?.endedAt ?? evidence.submittedAt) - firstImageAt),
    activeMillis: active(rules.idleLimitMillis),
    activeByIdleLimit: Object.fromEntries(comparedLimits.map((limit) => [limitName(limit), active(limit)])),
    overlayMillis,
    findings: findingTimes(evidence.findings ?? [], pages, rules.idleLimitMillis),
    flags: isLate ? [...flags, 'over-limit'] : flags,
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
  const wasShown = evidence.revealedAt !== undefined;
  const anyImage = wasShown || timelines.some((timeline) => has(timeline, 'first-image'));
  const shownInLast = has(last, 'first-image') || (wasShown && timelines.length === 1);
  const raised: [TimeFlag, boolean][] = [
    ['missing-events', !allArrived || timelines.some((timeline) => timeline.hasGap)],
    ['clock-jump', timelines.some((timeline) => timeline.clockJumped)],
    ['taken-over', timelines.length > 1],
    ['no-first-image', !anyImage],
    ['last-page-without-image', anyImage && !shownInLast],
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
  /** Marks in the order in which they were placed, with the active time by then (first of the limits). */
  readonly marks: readonly { readonly mark: string; readonly active: number }[];
}

/** One page's time in use. Every event is a sign of use but those that the page also reports by itself. */
function usedTime(events: readonly TimedEvent[], limits: readonly number[], shownFrom: number | null): UsedTime {
  const active = new Map(limits.map((limit) => [limit, 0]));
  const marks: { mark: string; active: number }[] = [];
  const page = { imageShown: shownFrom !== null, hidden: false, paused: false, overlay: false };
  let firstImageAt = shownFrom;
  let previous = shownFrom ?? events[0]?.at ?? 0;
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
    if (event.kind === 'mark-added') marks.push({ mark: event.mark, active: active.get(limits[0] ?? 0) ?? 0 });
  }
  return { firstImageAt, endedAt: events.at(-1)?.at ?? null, overlay, active, marks };
}

/**
 * Active time until the first mark of each finding, and what was spent on it: from the mark before (of whichever finding, or the first image) to each of its own.
 * A finding whose marks no page reported is left out.
 */
function findingTimes(
  findings: NonNullable<TimeEvidence['findings']>,
  pages: readonly UsedTime[],
  limit: number,
): ReadTimes['findings'] {
  let before = 0;
  const placed = pages.flatMap((page) => {
    const began = before;
    before += page.active.get(limit) ?? 0;
    return page.marks.map(({ mark, active }) => ({ mark, at: began + active }));
  });
  const spans = placed.map(({ mark, at }, index) => ({ mark, at, spent: at - (placed[index - 1]?.at ?? 0) }));
  return findings.flatMap(({ id, marks }) => {
    const own = spans.filter(({ mark }) => marks.includes(mark));
    const [first] = own;
    if (!first) return [];
    const spentMillis = Math.round(sum(own.map(({ spent }) => spent)));
    return [{ finding: id, firstMarkMillis: Math.round(first.at), spentMillis }];
  });
}

function isSignOfUse(kind: string): boolean {
  return kind !== 'overlay-shown' && kind !== 'overlay-hidden' && kind !== 'sent';
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
