import { RandomStream } from './random-stream.js';
import type { ScheduledCase, ScheduledRead, ScheduledSession, ScheduleInput } from './schedule.js';

/**
 * Generator 1, kept so that what was frozen under it can be derived again. A crossover of K conditions in K sessions. Cases are dealt into K sets, balanced within strata; readers into K groups. In session s, group g reads
 * set k in condition (k + s + g) mod K: each reader reads each case once a session and, over the sessions, once in each condition, and in every session
 * each condition has about 1/K of each stratum. Within a session, the reads of a condition form a block; the order of blocks rotates over a
 * group's readers and the order within a block is random.
 */
export function firstCrossoverSchedule({
  freezeHash,
  seed,
  readers,
  cases,
  protocol,
}: ScheduleInput): ScheduledSession[] {
  const stream = (purpose: string): RandomStream => new RandomStream(`${freezeHash}\n${seed}\n${purpose}`);
  const conditions = protocol.conditions.map(({ id }) => id);
  const K = conditions.length;
  const sets = dealByStratum(cases, K, stream('cases'));
  const roster = stream('readers').shuffled(readers.map(({ number }) => number).sort((a, b) => a - b));

  const sessions = roster.flatMap((reader, index) => {
    const group = index % K;
    const firstBlock = Math.floor(index / K) + stream(`blocks of group ${group}`).below(K);
    return Array.from({ length: K }, (_, s): ScheduledSession => {
      const order = stream(`order of reader ${reader}, session ${s + 1}`);
      const blocks = Array.from({ length: K }, (_, b) => (b + firstBlock + s) % K).map((c) => ({
        condition: conditions[c] as string,
        cases: order.shuffled(sets[(c + 2 * K - s - group) % K] as number[]),
      }));
      return { reader, session: s + 1, reads: readsOf(blocks) };
    });
  });
  return sessions.sort((a, b) => a.reader - b.reader || a.session - b.session);
}

/** Cases dealt into `sets` sets whose sizes, in all and within each stratum, differ by at most one. Each set is in the order of case numbers. */
function dealByStratum(cases: readonly ScheduledCase[], sets: number, stream: RandomStream): number[][] {
  const dealt = Array.from({ length: sets }, (): number[] => []);
  const strata = [...new Set(cases.map(({ stratum }) => stratum))].sort();
  let turn = stream.below(sets);
  for (const stratum of strata) {
    const members = cases.filter((each) => each.stratum === stratum).map(({ number }) => number);
    for (const member of stream.shuffled(members.sort((a, b) => a - b)))
      (dealt[turn++ % sets] as number[]).push(member);
  }
  return dealt.map((set) => set.sort((a, b) => a - b));
}

function readsOf(blocks: readonly { condition: string; cases: readonly number[] }[]): ScheduledRead[] {
  return blocks
    .flatMap(({ condition, cases }, b) =>
      cases.map((number) => ({ case: number, condition, block: b + 1, repetition: 1 })),
    )
    .map((read, index) => ({ position: index + 1, ...read }));
}
