import type { Protocol } from '@lectern/contracts';
import { arrangementOf, washoutBefore, type PlannedSession } from '../session-plan.js';
import type { ArrangedCase } from './arrangement.js';
import type { Place } from './places.js';
import type { RandomStream } from './random-stream.js';
import type { ScheduledCase, ScheduledRead, ScheduledSession } from './schedule.js';
import { orderedByRelease, orderedWithRepeats } from './session-order.js';
import { dealt, evenlySpread } from './stratified.js';

interface Given {
  readonly protocol: Protocol;
  readonly place: Place;
  /** The cases of the study that the reader reads. */
  readonly arranged: readonly ArrangedCase[];
  /** Every case, those of training and qualification too. */
  readonly cases: readonly ScheduledCase[];
  readonly stream: (purpose: string) => RandomStream;
}

/** Reads of a session that stand together: one condition, or all of a mixed session. */
interface Run {
  readonly cases: readonly number[];
  readonly conditionOf: (number: number) => string;
}

/** The sessions of one reader, made one after the other. Parts and repeated cases belong to the place, orders to the reader. */
export class ReaderWorklists {
  private readonly parts: readonly (readonly ArrangedCase[])[];
  private readonly repeated: readonly ArrangedCase[];
  private readonly firstSet: number;
  private readonly seen = new Map<string, number>();
  private readonly lastSight = new Map<number, number>();
  private reads = 0;

  constructor(private readonly given: Given) {
    const { protocol, place, arranged, stream } = given;
    const { design } = protocol;
    const periods = arranged[0]?.conditions.length ?? 1;
    const cells = arranged.map((each) => ({ ...each, stratum: `${each.set}|${each.stratum}`, of: each }));
    this.parts = dealt(cells, design.sessions / periods, stream(`parts of place ${place.root}`)).map((part) =>
      part.map(({ of }) => of),
    );
    this.repeated = design.repeats
      ? evenlySpread(arranged, stream(`repeats of place ${place.root}`)).slice(0, design.repeats.cases)
      : [];
    const sets = Math.max(0, ...arranged.map(({ set }) => set)) + 1;
    this.firstSet = (Math.floor(place.turn / sets) + stream('first set').below(sets)) % sets;
  }

  next(session: PlannedSession): ScheduledSession {
    const { place, stream } = this.given;
    const order = stream(`order of reader ${place.reader.number}, session ${session.number}`);
    const runs = this.ordered(session, this.runsOf(session, order), order);
    const reads = this.readsOf(runs);
    return {
      reader: place.reader.number,
      session: session.number,
      ...(session.phase === 'study' ? {} : { phase: session.phase }),
      reads,
    };
  }

  private runsOf(session: PlannedSession, order: RandomStream): Run[] {
    if (session.phase !== 'study') return [this.preparation(session.phase, order)];
    if (session.repeats) return [this.repeatRun(session)];
    const part = this.parts[session.part - 1] as ArrangedCase[];
    const conditionOf = new Map(
      part.map(({ number, conditions }) => [number, conditions[session.period - 1] as string]),
    );
    const of = (number: number): string => conditionOf.get(number) as string;
    if (this.given.protocol.design.order === 'mixed')
      return [{ cases: part.map(({ number }) => number), conditionOf: of }];
    const sets = Math.max(0, ...this.given.arranged.map(({ set }) => set)) + 1;
    const bySet = [...part].sort((a, b) => this.turnOf(a.set, sets) - this.turnOf(b.set, sets));
    return [...Map.groupBy(bySet, ({ number }) => of(number)).values()].map((cases) => ({
      cases: cases.map(({ number }) => number),
      conditionOf: of,
    }));
  }

  /** Sets keep their order over the periods, so that a case comes round at about the same place. */
  private turnOf(set: number, sets: number): number {
    return (set - this.firstSet + sets) % sets;
  }

  private preparation(phase: 'training' | 'qualification', order: RandomStream): Run {
    const { protocol, arranged, cases } = this.given;
    const own = [...new Set(arranged.flatMap((each) => each.conditions))].sort();
    const conditions = protocol[phase]?.conditions ?? own;
    const shuffled = order.shuffled(cases.filter(({ purpose }) => purpose === phase).map(({ number }) => number));
    const conditionOf = new Map(shuffled.map((number, index) => [number, conditions[index % conditions.length]]));
    return { cases: shuffled, conditionOf: (number) => conditionOf.get(number) as string };
  }

  /** A round of repeats: each case in one condition, over the rounds in all that are repeated. */
  private repeatRun({ period }: PlannedSession): Run {
    const { protocol, place } = this.given;
    const again = protocol.design.repeats?.conditions ?? protocol.conditions.map(({ id }) => id);
    const crossed = arrangementOf(protocol.design).kind === 'crossover';
    const conditionOf = new Map(
      this.repeated.map(({ number, conditions }, index) => [
        number,
        crossed ? (again[(index + period + place.turn) % again.length] as string) : (conditions[0] as string),
      ]),
    );
    return {
      cases: this.repeated.map(({ number }) => number),
      conditionOf: (number) => conditionOf.get(number) as string,
    };
  }

  private ordered(session: PlannedSession, runs: readonly Run[], order: RandomStream): Run[] {
    const { separation, repeats } = this.given.protocol.design;
    const apart = washoutBefore(this.given.protocol, session.number)?.days ? 0 : separation;
    let offset = 0;
    return runs.map((run) => {
      const again =
        repeats?.place === 'same-session' && session.phase === 'study'
          ? this.repeated.filter(({ number }) => run.cases.includes(number)).map(({ number }) => number)
          : [];
      const wanted = again.filter((number) => repeats?.conditions?.includes(run.conditionOf(number)) ?? true);
      const sorted = [...run.cases].sort((a, b) => a - b);
      const release = (number: number): number =>
        apart + 1 + (this.lastSight.get(number) ?? -Infinity) - this.reads - offset;
      const cases =
        wanted.length > 0
          ? orderedWithRepeats(
              sorted,
              wanted.sort((a, b) => a - b),
              separation,
              order,
            )
          : orderedByRelease(
              sorted.map((number) => ({ number, release: release(number) })),
              order,
            );
      offset += cases.length;
      return { ...run, cases };
    });
  }

  /** Longer runs are divided evenly into blocks. */
  private readsOf(runs: readonly Run[]): ScheduledRead[] {
    const { blockSize } = this.given.protocol.design;
    let block = 0;
    return runs
      .flatMap(({ cases, conditionOf }) => {
        const blocks = Math.ceil(cases.length / (blockSize ?? cases.length));
        const first = block + 1;
        block += blocks;
        return cases.map((number, index) => ({
          number,
          condition: conditionOf(number),
          block: first + Math.floor((index * blocks) / cases.length),
        }));
      })
      .map(({ number, condition, block: own }, index) => this.read(index + 1, number, condition, own));
  }

  private read(position: number, number: number, condition: string, block: number): ScheduledRead {
    const arrangement = arrangementOf(this.given.protocol.design);
    const stages = arrangement.kind === 'sequential' ? arrangement.stages : null;
    const key = `${number} ${condition}`;
    const repetition = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, repetition);
    this.lastSight.set(number, ++this.reads);
    return { position, case: number, condition, ...(stages ? { stages } : {}), block, repetition };
  }
}
