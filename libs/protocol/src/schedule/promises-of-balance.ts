import { arrangementOf } from '../session-plan.js';
import { firstReads, placedReads, spread, studyCases, tolerance, type PlacedRead } from './promise-views.js';
import type { Schedule, ScheduleInput } from './schedule.js';

interface Counted {
  readonly input: ScheduleInput;
  readonly conditions: readonly string[];
  /** First reads of the readers of the roster, those who took a place later left out. */
  readonly byReader: ReadonlyMap<number, readonly PlacedRead[]>;
  readonly all: ReadonlyMap<number, readonly PlacedRead[]>;
  readonly strata: ReadonlyMap<number, string>;
}

/** How evenly conditions, strata, cases and readers are spread. */
export function balancePromises(schedule: Schedule, input: ScheduleInput): string[] {
  const all = new Map([...placedReads(schedule, input)].map(([reader, reads]) => [reader, firstReads(reads)]));
  const roots = input.readers.filter(({ replaces }) => replaces === undefined).map(({ number }) => number);
  const counted: Counted = {
    input,
    conditions: input.protocol.conditions.map(({ id }) => id),
    byReader: new Map(roots.map((number) => [number, all.get(number) ?? []])),
    all,
    strata: new Map(studyCases(input).map(({ number, stratum }) => [number, stratum])),
  };
  return [conditionsOfReaders, conditionsOfCases, partsOfPeriods, groupsOfReaders, sharesOfCases, placesTaken].flatMap(
    (promise) => promise(counted),
  );
}

type Promised = (counted: Counted) => string[];
const isMixedWithin = ({ input }: Counted): boolean => {
  const arrangement = arrangementOf(input.protocol.design);
  if (arrangement.kind === 'crossover') return arrangement.counterbalance === 'within-session';
  return arrangement.kind === 'concurrent';
};

/** In every period of a reader, conditions share the cases, and each stratum, evenly; or all cases have one condition. */
const conditionsOfReaders: Promised = (counted) => {
  const { byReader, conditions, strata, input } = counted;
  return [...byReader].flatMap(([reader, reads]) =>
    [...Map.groupBy(reads, ({ session }) => session.period)].flatMap(([period, own]) => {
      const groups = [own, ...Map.groupBy(own, (read) => strata.get(read.case)).values()];
      const even = isMixedWithin(counted)
        ? groups.every(
            (group) =>
              spread(
                group.map(({ condition }) => condition),
                conditions,
              ) <= tolerance(input),
          )
        : new Set(own.map(({ condition }) => condition)).size === 1;
      return even ? [] : [`conditions are uneven for reader ${reader} in period ${period}`];
    }),
  );
};

/** Readers of the same cases share the conditions of each case, and orders of conditions, evenly. */
const conditionsOfCases: Promised = (counted) => {
  const { byReader, conditions, input } = counted;
  const { kind } = arrangementOf(input.protocol.design);
  const { design } = input.protocol;
  if (kind === 'sequential' || (design.kind !== 'split-plot' && design.casesPerReader !== undefined)) return [];
  const reads = [...byReader.values()].flat();
  const cells = Map.groupBy(reads, (read) => `case ${read.case}, period ${read.session.period}`);
  return [...cells].flatMap(([name, own]) =>
    spread(
      own.map(({ condition }) => condition),
      conditions,
    ) <= tolerance(input)
      ? []
      : [`conditions are uneven over the readers of ${name}`],
  );
};

/** Sessions of a period have equally many cases, and of each order of conditions, and of each stratum of those. */
const partsOfPeriods: Promised = ({ byReader, strata, input }) => {
  const parts = [...new Set([...byReader.values()].flat().map(({ session }) => `${session.part}`))];
  if (parts.length < 2) return [];
  const odd = tolerance(input) - 1;
  return [...byReader].flatMap(([reader, reads]) => {
    const order = new Map<number, string>();
    for (const read of reads) order.set(read.case, `${order.get(read.case) ?? ''} ${read.condition}`);
    const first = reads.filter(({ session }) => session.period === 1);
    const groups = [
      first,
      ...Map.groupBy(first, (read) => order.get(read.case)).values(),
      ...Map.groupBy(first, (read) => `${order.get(read.case)}|${strata.get(read.case)}`).values(),
    ];
    return groups.every(
      (group) =>
        spread(
          group.map(({ session }) => `${session.part}`),
          parts,
        ) <=
        1 + odd,
    )
      ? []
      : [`sessions of a period are uneven for reader ${reader}`];
  });
};

/** Plots and parallel groups have equally many readers, of each stratum of readers too; plots equally many cases of each stratum. */
const groupsOfReaders: Promised = ({ byReader, conditions, strata, input }) => {
  const { design } = input.protocol;
  const stratumOf = new Map(input.readers.map(({ number, stratum = '' }) => [number, stratum]));
  const groupOf = (reads: readonly PlacedRead[]): string =>
    design.kind === 'split-plot'
      ? [...new Set(reads.map((read) => read.case))].sort((a, b) => a - b).join()
      : (reads[0]?.condition ?? '');
  if (design.kind !== 'split-plot' && design.kind !== 'parallel') return [];
  const groups = design.kind === 'parallel' ? conditions : [...new Set([...byReader.values()].map(groupOf))];
  const members = [...byReader].map(([reader, reads]) => ({ group: groupOf(reads), stratum: stratumOf.get(reader) }));
  const even = [members, ...Map.groupBy(members, ({ stratum }) => stratum).values()].every(
    (some) =>
      spread(
        some.map(({ group }) => group),
        groups,
      ) <= 1,
  );
  if (design.kind === 'parallel') return even ? [] : ['parallel groups have unequal numbers of readers'];
  const plotOf = groups.flatMap((cases, plot) => cases.split(',').map((number) => ({ number: Number(number), plot })));
  const whole = groups.length === design.plots && plotOf.length === strata.size;
  const names = groups.map((_, plot) => `${plot}`);
  const evenCases = [plotOf, ...Map.groupBy(plotOf, ({ number }) => strata.get(number)).values()].every(
    (some) =>
      spread(
        some.map(({ plot }) => `${plot}`),
        names,
      ) <= 1,
  );
  return even && evenCases && whole ? [] : ['plots have unequal numbers of readers or cases'];
};

/** Each case is read equally often, and each reader has his part of every stratum. */
const sharesOfCases: Promised = ({ byReader, strata, input }) => {
  const { design } = input.protocol;
  if (design.kind === 'split-plot' || design.casesPerReader === undefined) return [];
  const share = design.casesPerReader;
  const cases = [...strata.keys()].map(String);
  const readers = [...byReader.values()].map((reads) => [...new Set(reads.map((read) => read.case))]);
  const often = spread(readers.flat().map(String), cases) <= 1;
  const sizes = Map.groupBy(strata.values(), (stratum) => stratum);
  const stratified = readers.every((own) =>
    [...sizes].every(([stratum, all]) => {
      const mine = own.filter((number) => strata.get(number) === stratum).length;
      return Math.abs(mine - (share * all.length) / strata.size) < 2;
    }),
  );
  return [
    ...(often ? [] : ['some cases are read more often than others']),
    ...(stratified ? [] : ['some readers have more of a stratum than their part']),
  ];
};

/** Whoever replaces a drop-out reads the same cases in the same conditions and sessions. */
const placesTaken: Promised = ({ all, input }) =>
  input.readers.flatMap(({ number, replaces }) => {
    const cells = (reader: number): string =>
      (all.get(reader) ?? [])
        .map((read) => `${read.session.number} ${read.case} ${read.condition}`)
        .sort()
        .join();
    return replaces === undefined || cells(number) === cells(replaces)
      ? []
      : [`reader ${number} does not read what reader ${replaces} had to read`];
  });
