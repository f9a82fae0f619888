import fc from 'fast-check';
import { sampleProtocol } from '../../testing/sample-protocol.js';
import { balanceOf } from './balance.js';
import {
  deriveSchedule as derive,
  scheduleGenerators,
  scheduleHash,
  type Schedule,
  type ScheduleInput,
} from './schedule.js';

const deriveSchedule = (input: ScheduleInput): Schedule => derive(input, scheduleGenerators[0]);

const crossovers = fc
  .record({
    conditions: fc.integer({ min: 2, max: 5 }),
    readers: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 }),
    strata: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
    seed: fc.string({ minLength: 8, maxLength: 64 }),
  })
  .map(({ conditions, readers, strata, seed }): ScheduleInput => {
    const protocol = sampleProtocol((p) => ({
      ...p,
      conditions: Array.from({ length: conditions }, (_, i) => ({ id: `c${i}`, name: `Condition ${i}` })),
      design: { ...p.design, sessions: conditions },
    }));
    const cases = strata
      .flatMap((size, s) => Array.from({ length: size }, () => `stratum ${s}`))
      .map((stratum, i) => ({ number: i + 1, stratum }));
    return { freezeHash: 'f'.repeat(64), seed, readers: readers.map((number) => ({ number })), cases, protocol };
  });

test('each reader reads each case once a session and once in each condition', () => {
  fc.assert(
    fc.property(crossovers, (input) => {
      const schedule = deriveSchedule(input);
      const conditions = input.protocol.conditions.map(({ id }) => id).sort();
      const numbers = input.cases.map(({ number }) => number).sort((a, b) => a - b);
      for (const { number: reader } of input.readers) {
        const sessions = schedule.sessions.filter((session) => session.reader === reader);
        expect(sessions.map(({ session }) => session)).toEqual(conditions.map((_, i) => i + 1));
        for (const { reads } of sessions) {
          expect(reads.map((read) => read.case).sort((a, b) => a - b)).toEqual(numbers);
          expect(reads.map((read) => read.position)).toEqual(numbers.map((_, i) => i + 1));
        }
        for (const number of numbers) {
          const seen = sessions.flatMap(({ reads }) =>
            reads.filter((read) => read.case === number).map((read) => read.condition),
          );
          expect(seen.sort()).toEqual(conditions);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('in every session of a reader the conditions share the cases, and each stratum, evenly', () => {
  fc.assert(
    fc.property(crossovers, (input) => {
      for (const session of deriveSchedule(input).sessions) {
        const K = input.protocol.conditions.length;
        const rows = balanceOf({ generator: '', sessions: [session] }, input.cases);
        for (const stratum of new Set(input.cases.map((each) => each.stratum)))
          expect(
            spread(
              rows.filter((row) => row.stratum === stratum),
              K,
            ),
          ).toBeLessThanOrEqual(1);
        const totals = input.protocol.conditions.map(
          ({ id }) => session.reads.filter((read) => read.condition === id).length,
        );
        expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
});

test('reads of one condition stand together in one block of a session', () => {
  fc.assert(
    fc.property(crossovers, (input) => {
      for (const { reads } of deriveSchedule(input).sessions) {
        const blocks = new Map<number, Set<string>>();
        for (const read of reads) blocks.set(read.block, (blocks.get(read.block) ?? new Set()).add(read.condition));
        expect([...blocks.values()].every((conditions) => conditions.size === 1)).toBe(true);
        expect(reads.every((read, i) => i === 0 || read.block >= (reads[i - 1]?.block ?? 0))).toBe(true);
      }
    }),
  );
});

test('the same inputs give the same bytes, whatever their order; another seed gives another order', () => {
  fc.assert(
    fc.property(crossovers, (input) => {
      const again = deriveSchedule({
        ...input,
        readers: [...input.readers].reverse(),
        cases: [...input.cases].reverse(),
      });
      expect(scheduleHash(again)).toBe(scheduleHash(deriveSchedule(input)));
    }),
  );
  const cases = Array.from({ length: 20 }, (_, i) => ({ number: i + 1, stratum: 's' }));
  const hashes = ['a', 'b', 'c', 'd'].map((seed) =>
    scheduleHash(
      deriveSchedule({
        freezeHash: '0'.repeat(64),
        seed,
        readers: [{ number: 1 }, { number: 2 }],
        cases,
        protocol: sampleProtocol(),
      }),
    ),
  );
  expect(new Set(hashes).size).toBe(4);
});

test('a released generator keeps its bytes', () => {
  const cases = Array.from({ length: 6 }, (_, i) => ({ number: i + 1, stratum: i % 2 ? 'positive' : 'negative' }));
  const schedule = deriveSchedule({
    freezeHash: '0'.repeat(64),
    seed: 'lectern',
    readers: [1, 2, 3].map((number) => ({ number })),
    cases,
    protocol: sampleProtocol(),
  });
  expect(schedule.sessions[0]?.reads.map((read) => `${read.case} ${read.condition}`)).toMatchInlineSnapshot(`
    [
      "4 aided",
      "5 aided",
      "1 aided",
      "6 unaided",
      "2 unaided",
      "3 unaided",
    ]
  `);
  expect(scheduleHash(schedule)).toMatchInlineSnapshot(
    `"6a2480f8cc6b359125f1a3023845a94ee4f37e3a606c2fa54d064fe57053478c"`,
  );
});

/** Largest difference between conditions in the counts of one stratum; a condition without a row counts 0. */
function spread(rows: readonly { condition: string; reads: number }[], conditions: number): number {
  const counts = rows.map((row) => row.reads);
  while (counts.length < conditions) counts.push(0);
  return Math.max(...counts) - Math.min(...counts);
}
