import fc from 'fast-check';
import type { ReadingEvent } from '@lectern/contracts';
import { activeTime, type TimeEvidence } from './active-time.js';
import type { ReceivedBatch } from './event-timeline.js';

const rules = { idleLimitMillis: 60_000 };
const opened = 1_000_000;

type Step = [seconds: number, kind: ReadingEvent['kind']];
const event = ([seconds, kind]: Step, clock = 0): ReadingEvent =>
  ({ kind, atMillis: opened + clock + seconds * 1000 }) as ReadingEvent;

/** One page, one batch, on a clock that runs `clock` ms ahead of the server's; 20 ms on the way. */
function onePage(steps: Step[], clock = 0): TimeEvidence {
  const submittedAt = opened + steps.at(-1)![0] * 1000 + 20;
  return {
    submittedAt,
    leases: [{ lease: 1, takenAt: opened }],
    batches: [{ lease: 1, sequence: 0, receivedAt: submittedAt, events: steps.map((step) => event(step, clock)) }],
    batchesBeforeFinal: 0,
  };
}

test('a read without a break is active from first image to submit', () => {
  const times = activeTime(
    onePage([
      [0, 'page-opened'],
      [2, 'first-image'],
      [30, 'activity'],
      [50, 'submit'],
    ]),
    rules,
  );
  expect(times).toEqual({
    elapsedMillis: 48_000,
    activeMillis: 48_000,
    activeByIdleLimit: { '30': 48_000, '60': 48_000, '120': 48_000, none: 48_000 },
    overlayMillis: 0,
    findings: [],
    flags: [],
  });
});

test('hidden and paused time is elapsed but not active', () => {
  const times = activeTime(
    onePage([
      [1, 'first-image'],
      [10, 'hidden'],
      [400, 'visible'],
      [410, 'paused'],
      [500, 'resumed'],
      [505, 'submit'],
    ]),
    rules,
  );
  expect(times).toMatchObject({ elapsedMillis: 504_000, activeMillis: 24_000, flags: [] });
});

test('of an idle gap the part over the limit does not count, and each limit has its own', () => {
  const times = activeTime(
    onePage([
      [0, 'first-image'],
      [10, 'activity'],
      [110, 'activity'],
      [120, 'submit'],
    ]),
    rules,
  );
  expect(times.activeByIdleLimit).toEqual({ '30': 50_000, '60': 80_000, '120': 120_000, none: 120_000 });
  expect(times.activeMillis).toBe(80_000);
});

test('waiting for the overlay counts, and the overlay itself is no sign of use', () => {
  const waiting = activeTime(
    onePage([
      [0, 'first-image'],
      [8, 'overlay-shown'],
      [20, 'overlay-hidden'],
      [30, 'submit'],
    ]),
    rules,
  );
  expect(waiting).toMatchObject({ activeMillis: 30_000, overlayMillis: 12_000 });
  const asleep = activeTime(
    onePage([
      [0, 'first-image'],
      [50, 'overlay-shown'],
      [100, 'overlay-hidden'],
      [150, 'submit'],
    ]),
    rules,
  );
  expect(asleep.activeMillis).toBe(60_000);
});

test("a browser's clock that is hours off changes nothing", () => {
  const steps: Step[] = [
    [1, 'first-image'],
    [30, 'activity'],
    [60, 'submit'],
  ];
  const right = activeTime(onePage(steps), rules);
  expect(activeTime(onePage(steps, 7_200_000), rules)).toEqual(right);
  expect(activeTime(onePage(steps, -7_200_000), rules)).toEqual(right);
});

/** Two pages on clocks of their own, each with one batch: the first sent at its last event, the second with the submission at 320 s. */
function twoPages(first: readonly Step[], clock: number, second: readonly Step[], secondClock: number): TimeEvidence {
  const sent = opened + first.at(-1)![0] * 1000;
  const of = (steps: readonly Step[], ahead: number) => steps.map((step) => event(step, ahead));
  return {
    submittedAt: opened + 320_000,
    leases: [
      { lease: 1, takenAt: opened },
      { lease: 2, takenAt: opened + 300_000 },
    ],
    batches: [
      { lease: 1, sequence: 0, receivedAt: sent, events: of(first, clock) },
      { lease: 2, sequence: 0, receivedAt: opened + 320_000, events: of(second, secondClock) },
    ],
    batchesBeforeFinal: 0,
  };
}

const goneOnWith: readonly Step[] = [
  [300, 'page-opened'],
  [303, 'first-image'],
  [320, 'submit'],
];

test('two pages on different clocks add up; the time between them is elapsed only', () => {
  const first: Step[] = [
    [1, 'first-image'],
    [20, 'activity'],
  ];
  expect(activeTime(twoPages(first, 0, goneOnWith, 5_000_000), rules)).toMatchObject({
    elapsedMillis: 319_000,
    activeMillis: 36_000,
    flags: ['taken-over'],
  });
});

test('a page that was killed is laid over the clock of the server by when it sent its events, which is no sign of use', () => {
  const killed: Step[] = [
    [1, 'first-image'],
    [20, 'activity'],
    [24, 'sent'],
  ];
  expect(activeTime(twoPages(killed, 7_000_000, goneOnWith, 0), rules)).toMatchObject({
    elapsedMillis: 319_000,
    activeMillis: 36_000,
  });
});

test('a page that was taken over counts only until then', () => {
  const evidence: TimeEvidence = {
    submittedAt: opened + 100_000,
    leases: [
      { lease: 1, takenAt: opened },
      { lease: 2, takenAt: opened + 40_000 },
    ],
    batches: [
      {
        lease: 1,
        sequence: 0,
        receivedAt: opened + 90_000,
        events: (
          [
            [0, 'first-image'],
            [30, 'activity'],
            [60, 'activity'],
            [90, 'activity'],
          ] as Step[]
        ).map((step) => event(step)),
      },
      {
        lease: 2,
        sequence: 0,
        receivedAt: opened + 100_000,
        events: (
          [
            [40, 'first-image'],
            [70, 'activity'],
            [100, 'submit'],
          ] as Step[]
        ).map((step) => event(step)),
      },
    ],
    batchesBeforeFinal: 0,
  };
  expect(activeTime(evidence, rules)).toMatchObject({ elapsedMillis: 100_000, activeMillis: 100_000 });
});

test('no first image: no time, and it says so', () => {
  expect(
    activeTime(
      onePage([
        [0, 'page-opened'],
        [10, 'submit'],
      ]),
      rules,
    ),
  ).toMatchObject({
    elapsedMillis: null,
    activeMillis: null,
    flags: ['no-first-image'],
  });
});

test("without a submit event the server's instant ends the read, flagged", () => {
  const evidence = {
    ...onePage([
      [0, 'first-image'],
      [10, 'activity'],
    ]),
    submittedAt: opened + 15_000,
  };
  const times = activeTime(evidence, rules);
  expect(times.flags).toEqual(['no-submit-event']);
  expect(times.elapsedMillis).toBeLessThanOrEqual(15_000);
});

test('a clock that jumps an hour ahead, or back, in the middle is flagged and bounded by the server', () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const steps = (
      [
        [1, 'first-image'],
        [20, 'activity'],
        [40, 'activity'],
        [60, 'submit'],
      ] as Step[]
    ).map((step, i) => event(step, i < 2 ? 0 : jump));
    const evidence: TimeEvidence = {
      submittedAt: opened + 60_000,
      leases: [{ lease: 1, takenAt: opened }],
      batches: [{ lease: 1, sequence: 0, receivedAt: opened + 60_000, events: steps }],
      batchesBeforeFinal: 0,
    };
    const times = activeTime(evidence, rules);
    expect(times.flags).toContain('clock-jump');
    expect(times.elapsedMillis).toBeLessThanOrEqual(60_000);
  }
});

const kinds = ['hidden', 'visible', 'paused', 'resumed', 'activity', 'overlay-shown', 'overlay-hidden'] as const;

/** A read of random steps in random batches, each some time on its way. */
const anyRead = fc
  .record({
    steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.constantFrom(...kinds)), {
      minLength: 1,
      maxLength: 40,
    }),
    cut: fc.integer({ min: 1, max: 8 }),
    delays: fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 45, maxLength: 45 }),
    clock: fc.integer({ min: -1e9, max: 1e9 }),
  })
  .map(({ steps, cut, delays, clock }) => {
    let at = opened + 500;
    const events = [{ kind: 'first-image', atMillis: at + clock }] as ReadingEvent[];
    for (const [gap, kind] of steps) events.push({ kind, atMillis: (at += gap) + clock } as ReadingEvent);
    events.push({ kind: 'submit', atMillis: (at += 1000) + clock } as ReadingEvent);
    const batches: ReceivedBatch[] = [];
    for (let i = 0; i < events.length; i += cut) {
      const part = events.slice(i, i + cut);
      const delay = i + cut >= events.length ? 0 : delays[batches.length]!;
      batches.push({
        lease: 1,
        sequence: batches.length,
        receivedAt: part.at(-1)!.atMillis - clock + delay,
        events: part,
      });
    }
    return {
      submittedAt: at,
      leases: [{ lease: 1, takenAt: opened }],
      batches,
      batchesBeforeFinal: batches.length - 1,
    } as TimeEvidence;
  });

test('duplicated and reordered batches give the same times', () => {
  fc.assert(
    fc.property(anyRead, fc.infiniteStream(fc.nat()), (read, random) => {
      const doubled = [
        ...read.batches,
        ...read.batches.map((batch) => ({ ...batch, receivedAt: batch.receivedAt + 5 })),
      ];
      const shuffled = doubled
        .map((batch) => [random.next().value as number, batch] as const)
        .sort(([a], [b]) => a - b)
        .map(([, batch]) => batch);
      expect(activeTime({ ...read, batches: shuffled }, rules)).toEqual(activeTime(read, rules));
    }),
  );
});

test('a batch that is missing is flagged, whichever it is', () => {
  fc.assert(
    fc.property(anyRead, fc.nat(), (read, pick) => {
      fc.pre(read.batches.length > 1);
      const lost = pick % (read.batches.length - 1);
      const times = activeTime({ ...read, batches: read.batches.filter((_, i) => i !== lost) }, rules);
      expect(times.flags).toContain('missing-events');
    }),
  );
});

test("active time never exceeds elapsed, elapsed never the server's own, and a longer idle limit never shortens", () => {
  fc.assert(
    fc.property(anyRead, fc.integer({ min: -4_000_000, max: 4_000_000 }), fc.nat(), (read, jump, from) => {
      const jumping = read.batches.map((batch, i) => ({
        ...batch,
        events:
          i < from % (read.batches.length + 1)
            ? batch.events
            : batch.events.map((e) => ({ ...e, atMillis: e.atMillis + jump })),
      }));
      const { elapsedMillis, activeByIdleLimit: by, overlayMillis } = activeTime({ ...read, batches: jumping }, rules);
      expect(elapsedMillis).toBeLessThanOrEqual(read.submittedAt - opened);
      expect(by['none']).toBeLessThanOrEqual(elapsedMillis! + 1);
      expect(by['30']).toBeLessThanOrEqual(by['60']!);
      expect(by['60']).toBeLessThanOrEqual(by['120']!);
      expect(by['120']).toBeLessThanOrEqual(by['none']!);
      expect(overlayMillis).toBeLessThanOrEqual(elapsedMillis! + 1);
    }),
  );
});

test('a later stage is timed from its reveal, over images that are on screen already', () => {
  const stage = {
    submittedAt: opened + 40_020,
    leases: [{ lease: 2, takenAt: opened }],
    batches: [
      {
        lease: 2,
        sequence: 0,
        receivedAt: opened + 40_020,
        events: (
          [
            [4, 'overlay-shown'],
            [20, 'activity'],
            [40, 'submit'],
          ] as Step[]
        ).map((step) => event(step)),
      },
    ],
    batchesBeforeFinal: 0,
    revealedAt: opened,
  };
  const times = activeTime(stage, { ...rules, limitMillis: 39_000 });
  expect(times).toMatchObject({ elapsedMillis: 40_020, activeMillis: 40_020, overlayMillis: 36_000 });
  expect(times.flags).toEqual(['over-limit']);
  expect(activeTime(stage, { ...rules, limitMillis: 41_000 }).flags).toEqual([]);
});

test('time per finding: until its first mark, and spent since the mark before', () => {
  const mark = (seconds: number, id: string) => ({ ...event([seconds, 'mark-added']), mark: id }) as ReadingEvent;
  const evidence = onePage([
    [1, 'first-image'],
    [60, 'submit'],
  ]);
  const events = [event([1, 'first-image']), mark(11, 'a'), mark(31, 'b'), mark(36, 'c'), event([60, 'submit'])];
  const findings = [
    { id: 'left', marks: ['a', 'c'] },
    { id: 'right', marks: ['b'] },
    { id: 'typed', marks: ['never-reported'] },
  ];
  const times = activeTime({ ...evidence, batches: [{ ...evidence.batches[0]!, events }], findings }, rules);
  expect(times.findings).toEqual([
    { finding: 'left', firstMarkMillis: 10_000, spentMillis: 15_000 },
    { finding: 'right', firstMarkMillis: 30_000, spentMillis: 20_000 },
  ]);
});
