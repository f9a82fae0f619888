import type { Protocol } from '@lectern/contracts';
import { canonicalJson } from '@lectern/evidence';
import { brokenPromises } from './promises.js';
import {
  deriveSchedule,
  scheduleHash,
  type Schedule,
  type ScheduledCase,
  type ScheduledRead,
  type ScheduledSession,
  type ScheduleInput,
} from './schedule.js';

/** Truth and attributes of a case, as the reference standard has them. */
export interface ReferenceRow {
  readonly caseId: string;
  readonly positive: boolean;
  readonly grade: number | null;
  readonly site: string | null;
  readonly attributes?: unknown;
}

/** What a freeze fixed, as far as worklists follow from it. */
export interface FrozenStudy {
  readonly protocol: Protocol;
  readonly freezeHash: string;
  readonly seed: string;
  readonly readers: ScheduleInput['readers'];
  readonly cases: readonly {
    readonly number: number;
    readonly id: string;
    readonly purpose?: ScheduledCase['purpose'];
  }[];
  readonly reference: readonly ReferenceRow[];
}

/** What worklists are derived from. The strata say the truth of cases and stay on the server before the lock. */
export function scheduleInputOf({ protocol, freezeHash, seed, readers, cases, reference }: FrozenStudy): ScheduleInput {
  const rowOf = new Map(reference.map((row) => [row.caseId, row]));
  return {
    protocol,
    freezeHash,
    seed,
    readers: readers.map(({ number, stratum, replaces }) => ({
      number,
      ...(stratum ? { stratum } : {}),
      ...(replaces === undefined ? {} : { replaces }),
    })),
    cases: cases.map(({ number, id, purpose }) => ({
      number,
      stratum: protocol.design.stratify.map((name) => attributeOf(rowOf.get(id), name)).join('|'),
      ...(purpose ? { purpose } : {}),
    })),
  };
}

/** What is not known is a stratum of its own. */
function attributeOf(row: ReferenceRow | undefined, name: string): string {
  switch (name) {
    case 'truth':
      return row ? (row.positive ? 'positive' : 'negative') : 'unknown';
    case 'site':
      return row?.site ?? '';
    case 'grade':
      return `${row?.grade ?? ''}`;
    default:
      return `${(row?.attributes as Record<string, string | number> | undefined)?.[name] ?? ''}`;
  }
}

export interface ScheduleVerification {
  readonly generator: string;
  readonly storedHash: string;
  readonly derivedHash: string;
  /** Where the two first differ; null where they are the same to the byte. */
  readonly difference: string | null;
  /** What the design promises and the stored worklists do not keep. */
  readonly broken: readonly string[];
}

/** Derives the worklists of a frozen study again and compares them with the stored ones. @throws UnknownGenerator */
export function verifySchedule(stored: Schedule, input: ScheduleInput): ScheduleVerification {
  const derived = deriveSchedule(input, stored.generator);
  return {
    generator: stored.generator,
    storedHash: scheduleHash(stored),
    derivedHash: scheduleHash(derived),
    difference: canonicalJson(stored) === canonicalJson(derived) ? null : firstDifference(stored, derived),
    broken: stored.generator.startsWith('lectern-schedule/1 ') ? [] : brokenPromises(stored, input), // generator 1 promised less
  };
}

/** A worklist as it lies in the record. */
export interface StoredWorklist {
  readonly reader: number;
  readonly session: number;
  readonly reads: readonly (Omit<ScheduledRead, 'stages'> & { readonly stages: readonly string[] })[];
}

/** The place that a reader took over from one who dropped out; `difference` as of a whole schedule. */
export interface ReplacementVerification {
  readonly reader: number;
  readonly replaces: number;
  readonly difference: string | null;
}

/**
 * Derives the worklists of every reader who took another's place, which no frozen schedule holds, and compares them with those of the record.
 *
 * @param input with the readers who came later
 * @throws UnknownGenerator
 */
export function verifyReplacements(
  worklists: readonly StoredWorklist[],
  input: ScheduleInput,
  generator: string,
): ReplacementVerification[] {
  const later = input.readers.flatMap(({ number, replaces }) =>
    replaces === undefined ? [] : [{ reader: number, replaces }],
  );
  if (later.length === 0) return [];
  const { sessions } = deriveSchedule(input, generator);
  return later.map(({ reader, replaces }) => {
    const derived = sessions.filter((session) => session.reader === reader).map(asStored);
    const stored = worklists
      .filter((each) => each.reader === reader)
      .map(asStored)
      .sort((a, b) => a.session - b.session);
    const isSame = canonicalJson(stored) === canonicalJson(derived);
    const difference = isSame
      ? null
      : firstDifference({ generator, sessions: stored }, { generator, sessions: derived });
    return { reader, replaces, difference };
  });
}

/** What the record and a derivation both say of a session. */
function asStored({ reader, session, reads }: ScheduledSession | StoredWorklist) {
  const whole = reads.map(({ position, case: number, condition, stages, block, repetition }) => ({
    ...{ position, case: number, condition, block, repetition },
    stages: stages ?? [condition],
  }));
  return { reader, session, reads: whole.sort((a, b) => a.position - b.position) };
}

function firstDifference(stored: Schedule, derived: Schedule): string {
  for (const [index, session] of derived.sessions.entries()) {
    const other = stored.sessions[index];
    const where = `reader ${session.reader}, session ${session.session}`;
    if (!other || other.reader !== session.reader || other.session !== session.session) return `${where} is not there`;
    const at = session.reads.findIndex((read, i) => canonicalJson(read) !== canonicalJson(other.reads[i] ?? null));
    if (at >= 0) return `${where}, position ${at + 1}`;
    if (other.reads.length > session.reads.length) return `${where}, position ${session.reads.length + 1}`;
  }
  return 'there are more sessions than derived';
}
