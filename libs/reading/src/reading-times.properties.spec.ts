import fc from 'fast-check';
import type { ReadingEvent } from '@lectern/contracts';
import { activeTime, type TimeEvidence } from './active-time.js';
import type { ReceivedBatch } from './event-timeline.js';

/**
 * Thousands of random reads, of one page or several and of first or later stages, against what a stopwatch beside the reader would have said: time runs on an axis of
 * its own while an image is shown and the page is neither hidden nor paused; of the wait for the next sign of use, up to the idle limit counts.
 */
const kinds = ['hidden', 'visible', 'paused', 'resumed', 'activity', 'overlay-shown', 'overlay-hidden', 'mark-added'] as const; // prettier-ignore
const overlayKinds: readonly string[] = ['overlay-shown', 'overlay-hidden'];
const opened = 1_800_000_000_000;
const idleLimitMillis = 60_000;
const findingIds = ['left', 'right', 'third'];
const runs = { numRuns: 1500, seed: 20261126 };

interface Happened {
  readonly at: number;
  readonly kind: ReadingEvent['kind'];
  readonly mark?: string;
}

const anyStep = fc.tuple(fc.integer({ min: 1, max: 150_000 }), fc.constantFrom(...kinds), fc.nat({ max: 2 }));
const anyPage = fc.record({
  steps: fc.array(anyStep, { maxLength: 25 }),
  imageAfter: fc.integer({ min: 1, max: 20_000 }),
  cut: fc.integer({ min: 1, max: 6 }),
  delays: fc.array(fc.nat({ max: 90_000 }), { minLength: 30, maxLength: 30 }),
  clock: fc.integer({ min: -1e9, max: 1e9 }),
});
const anyRead = fc
  .record({ pages: fc.array(anyPage, { minLength: 1, maxLength: 3 }), isLaterStage: fc.boolean() })
  .map(({ pages, isLaterStage }) => conducted(pages, isLaterStage && pages.length === 1));

type Page = typeof anyPage extends fc.Arbitrary<infer T> ? T : never;

function conducted(pages: readonly Page[], isLaterStage: boolean) {
  let at = opened;
  const happened = pages.map((page, index) => {
    const events: Happened[] = [];
    if (!isLaterStage) events.push({ at: (at += 1), kind: 'page-opened' }, { at: (at += page.imageAfter), kind: 'first-image' }); // prettier-ignore
    for (const [n, [gap, kind, finding]] of page.steps.entries())
      events.push({ at: (at += gap), kind, ...(kind === 'mark-added' ? { mark: `${findingIds[finding]}-${index}-${n}` } : {}) }); // prettier-ignore
    events.push({ at: (at += 700), kind: index === pages.length - 1 ? 'submit' : 'activity' });
    return events;
  });
  const batches = happened.flatMap((events, index) => batchesOf(events, pages[index]!, index + 1));
  const lastLease = batches.filter(({ lease }) => lease === pages.length);
  const evidence: TimeEvidence = {
    submittedAt: at,
    leases: happened.map((events, index) => ({ lease: index + 1, takenAt: isLaterStage || index === 0 ? opened : events[0]!.at })), // prettier-ignore
    batches,
    batchesBeforeFinal: lastLease.length - 1,
    findings: findingIds.map((id) => ({ id, marks: happened.flat().flatMap(({ mark }) => (mark?.startsWith(id) ? [mark] : [])) })), // prettier-ignore
    ...(isLaterStage ? { revealedAt: opened } : {}),
  };
  return { evidence, happened, isLaterStage };
}

/** Every batch may be late but the last of a page, which leaves with it. */
function batchesOf(events: readonly Happened[], { cut, delays, clock }: Page, lease: number): ReceivedBatch[] {
  const parts = Array.from({ length: Math.ceil(events.length / cut) }, (_, n) => events.slice(n * cut, (n + 1) * cut));
  return parts.map((part, sequence) => ({
    lease,
    sequence,
    receivedAt: part.at(-1)!.at + (sequence === parts.length - 1 ? 0 : delays[sequence]!),
    events: part.map(({ at, ...event }) => ({ ...event, atMillis: at + clock }) as ReadingEvent),
  }));
}

/** Ticks of the stopwatch at each event of a page, and for each sign of use the active time by then. */
function stopwatch(events: readonly Happened[], shownFrom: number | null, limit: number) {
  const state = { shown: shownFrom !== null, hidden: false, paused: false };
  const ticks: number[] = [];
  let total = 0;
  let last = shownFrom ?? events[0]!.at;
  for (const { at, kind } of events) {
    if (state.shown && !state.hidden && !state.paused) total += at - last;
    last = at;
    ticks.push(total);
    if (kind === 'first-image') state.shown = true;
    if (kind === 'hidden' || kind === 'visible') state.hidden = kind === 'hidden';
    if (kind === 'paused' || kind === 'resumed') state.paused = kind === 'paused';
  }
  const signs = events.flatMap((event, i) => (overlayKinds.includes(event.kind) ? [] : [{ event, tick: ticks[i]! }]));
  let active = 0;
  return signs.map(({ event, tick }, i) => ({ event, active: (active += Math.min(tick - (signs[i - 1]?.tick ?? 0), limit)) })); // prettier-ignore
}

function expected({ happened, isLaterStage }: ReturnType<typeof conducted>, limit: number) {
  let before = 0;
  const marks: { id: string; at: number }[] = [];
  for (const [index, events] of happened.entries()) {
    const signs = stopwatch(events, isLaterStage && index === 0 ? opened : null, limit);
    for (const { event, active } of signs) if (event.mark) marks.push({ id: event.mark.split('-')[0]!, at: before + active }); // prettier-ignore
    before += signs.at(-1)?.active ?? 0;
  }
  const findings = findingIds.flatMap((finding) => {
    const own = marks.flatMap(({ id, at }, i) => (id === finding ? [{ at, spent: at - (marks[i - 1]?.at ?? 0) }] : []));
    return own[0] ? [{ finding, firstMarkMillis: own[0].at, spentMillis: own.reduce((sum, { spent }) => sum + spent, 0) }] : []; // prettier-ignore
  });
  return { activeMillis: before, findings };
}

const shuffled = (batches: readonly ReceivedBatch[], random: Iterator<number>): ReceivedBatch[] =>
  batches
    .map((batch) => [random.next().value as number, batch] as const)
    .sort(([a], [b]) => a - b)
    .map(([, batch]) => batch);

test('stage and finding times are those of the stopwatch, at every idle limit, however late the batches come', () => {
  fc.assert(
    fc.property(anyRead, (read) => {
      const times = activeTime(read.evidence, { idleLimitMillis });
      expect(times).toMatchObject(expected(read, idleLimitMillis));
      for (const [name, limit] of [
        ['30', 30_000],
        ['120', 120_000],
        ['none', Infinity],
      ] as const)
        // prettier-ignore
        expect(times.activeByIdleLimit[name]).toBe(expected(read, limit).activeMillis);
    }),
    runs,
  );
});

test('duplicated and reordered batches give the same stage and finding times', () => {
  fc.assert(
    fc.property(anyRead, fc.infiniteStream(fc.nat()), ({ evidence }, random) => {
      const doubled = [...evidence.batches, ...evidence.batches.map((batch) => ({ ...batch, receivedAt: batch.receivedAt + 9 }))]; // prettier-ignore
      const again = activeTime({ ...evidence, batches: shuffled(doubled, random) }, { idleLimitMillis });
      expect(again).toEqual(activeTime(evidence, { idleLimitMillis }));
    }),
    runs,
  );
});

test('whatever batches are missing, the result is the same or flagged, and no time exceeds the server’s own', () => {
  fc.assert(
    fc.property(anyRead, fc.infiniteStream(fc.boolean()), ({ evidence, happened }, keep) => {
      const batches = evidence.batches.filter(() => keep.next().value as boolean);
      const whole = activeTime(evidence, { idleLimitMillis });
      const partial = activeTime({ ...evidence, batches }, { idleLimitMillis });
      if (batches.length < evidence.batches.length) expect(partial.flags).not.toEqual([]);
      else expect(partial).toEqual(whole);
      const bound = evidence.submittedAt - opened;
      expect(partial.elapsedMillis ?? 0).toBeLessThanOrEqual(bound);
      expect(partial.activeMillis ?? 0).toBeLessThanOrEqual((partial.elapsedMillis ?? 0) + happened.length);
      for (const { firstMarkMillis, spentMillis } of partial.findings)
        expect(Math.max(firstMarkMillis, spentMillis)).toBeLessThanOrEqual((partial.activeMillis ?? 0) + 1);
    }),
    runs,
  );
});
