import { arrangementOf, plannedSessions, washoutBefore } from '../session-plan.js';
import { firstReads, placedReads, studyCases, type PlacedRead } from './promise-views.js';
import type { Schedule, ScheduleInput } from './schedule.js';

/** Which reads there must be, in which sessions, how far apart and in which blocks. */
export function readingPromises(schedule: Schedule, input: ScheduleInput): string[] {
  const sessions = plannedSessions(input.protocol).map(({ number }) => number);
  const byReader = placedReads(schedule, input);
  return input.readers.flatMap(({ number }) => {
    const own = schedule.sessions.filter(({ reader }) => reader === number);
    const reads = byReader.get(number) ?? [];
    const broken = [
      ...(own.map(({ session }) => session).join() === sessions.join() && own.every((each) => each.reads.length > 0)
        ? []
        : [`has not the ${sessions.length} planned sessions, each with reads`]),
      ...firstOnes(reads, input),
      ...repeatedOnes(reads, input),
      ...preparations(reads, input),
      ...places(reads),
      ...apart(reads, input),
      ...blocks(reads, input),
    ];
    return broken.map((what) => `reader ${number} ${what}`);
  });
}

/** Each of the reader's cases as the kind of design reads it, once a period and always in the same part. */
function firstOnes(reads: readonly PlacedRead[], input: ScheduleInput): string[] {
  const { protocol } = input;
  const arrangement = arrangementOf(protocol.design);
  const known = new Set(studyCases(input).map(({ number }) => number));
  const byCase = Map.groupBy(firstReads(reads), (read) => read.case);
  const wanted = arrangement.casesPerReader ?? (protocol.design.kind === 'split-plot' ? byCase.size : known.size);
  const conditions = protocol.conditions.map(({ id }) => id);
  const stages = arrangement.kind === 'sequential' ? arrangement.stages.join() : undefined;
  return [
    ...(byCase.size === wanted ? [] : [`reads ${byCase.size} cases, not ${wanted}`]),
    ...[...byCase.keys()]
      .filter((number) => !known.has(number))
      .map((number) => `reads case ${number}, which is none of the study`),
    ...[...byCase].flatMap(([number, own]) => {
      const seen = own.map(({ condition }) => condition);
      const whole =
        arrangement.kind === 'crossover'
          ? [...seen].sort().join() === [...conditions].sort().join()
          : seen.length === 1 && conditions.includes(seen[0] as string);
      const once = own.map(({ session }) => session.period).join() === own.map((_, i) => i + 1).join();
      const samePart = new Set(own.map(({ session }) => session.part)).size === 1;
      const staged = own.every(
        (read) => read.stages?.join() === stages && (!stages || stages.startsWith(read.condition)),
      );
      return whole && once && samePart && staged ? [] : [`does not read case ${number} as the design says`];
    }),
  ];
}

/** As many cases again as planned, in the conditions that are named, in the sessions that are meant for it. */
function repeatedOnes(reads: readonly PlacedRead[], { protocol }: ScheduleInput): string[] {
  const { repeats } = protocol.design;
  const again = reads.filter(({ session, repetition }) => session.phase === 'study' && repetition > 1);
  if (!repeats) return again.length > 0 ? ['reads cases again, which nobody planned'] : [];
  const crossed = arrangementOf(protocol.design).kind === 'crossover';
  const conditions = crossed ? (repeats.conditions ?? protocol.conditions.map(({ id }) => id)) : null;
  const byCase = Map.groupBy(again, (read) => read.case);
  const right = [...byCase.values()].every((own) => {
    const seen = own.map(({ condition }) => condition).sort();
    const meant = conditions ? [...conditions].sort() : seen.slice(0, 1);
    const first = (read: PlacedRead) =>
      reads.find((each) => each.case === read.case && each.condition === read.condition && each.repetition === 1);
    const inPlace = own.every((read) =>
      repeats.place === 'own-sessions' ? read.session.repeats : first(read)?.session.number === read.session.number,
    );
    return seen.join() === meant.join() && inPlace && own.every((read) => first(read));
  });
  return byCase.size === repeats.cases && right ? [] : [`does not repeat ${repeats.cases} cases as the design says`];
}

function preparations(reads: readonly PlacedRead[], { cases }: ScheduleInput): string[] {
  return (['training', 'qualification'] as const).flatMap((phase) => {
    const wanted = cases.filter(({ purpose }) => purpose === phase).map(({ number }) => number);
    const read = reads.filter(({ session }) => session.phase === phase).map((each) => each.case);
    const same = [...read].sort((a, b) => a - b).join() === wanted.sort((a, b) => a - b).join();
    return same ? [] : [`does not read each case of ${phase} once`];
  });
}

function places(reads: readonly PlacedRead[]): string[] {
  const bySession = Map.groupBy(reads, ({ session }) => session.number);
  return [...bySession.values()].every((own) => own.every(({ position }, index) => position === index + 1))
    ? []
    : ['has a session whose positions do not count from 1'];
}

/** No case within so many reads of its last sight, wherever no washout lies between the two. */
function apart(reads: readonly PlacedRead[], { protocol }: ScheduleInput): string[] {
  const last = new Map<number, PlacedRead>();
  return reads.flatMap((read) => {
    const before = last.get(read.case);
    last.set(read.case, read);
    if (!before) return [];
    const washout = washoutBefore(protocol, read.session.number);
    const washed = washout !== null && washout.days > 0 && washout.afterSession >= before.session.number;
    const between = read.index - before.index - 1;
    return washed || between >= protocol.design.separation
      ? []
      : [`sees case ${read.case} again after ${between} reads, not ${protocol.design.separation}`];
  });
}

/** Blocks count up from 1, are not larger than planned and, unless conditions are mixed, of one condition. */
function blocks(reads: readonly PlacedRead[], { protocol: { design } }: ScheduleInput): string[] {
  const bySession = Map.groupBy(
    reads.filter(({ session }) => session.phase === 'study'),
    ({ session }) => session.number,
  );
  const wrong = [...bySession.values()].some((own) => {
    const byBlock = Map.groupBy(own, ({ block }) => block);
    const inOrder = own.every(
      ({ block }, i) => block - (own[i - 1]?.block ?? 1) <= 1 && block >= (own[i - 1]?.block ?? 1),
    );
    const large = [...byBlock.values()].some((block) => block.length > (design.blockSize ?? Infinity));
    const several = [...byBlock.values()].some((block) => new Set(block.map(({ condition }) => condition)).size > 1);
    const oneCondition = design.order === 'blocked' && !own[0]?.session.repeats;
    return !inOrder || own[0]?.block !== 1 || large || (oneCondition && several);
  });
  return wrong ? ['has blocks that are not as the design says'] : [];
}
