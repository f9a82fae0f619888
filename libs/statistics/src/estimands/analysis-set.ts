import type { Reading } from '../data/index.js';
import { InvalidEstimand, type AssignedRead, type IncompleteKind, type RatingScale } from './assigned-read.js';

/**
 * What stands for a read without an answer:
 * - `leave-out`: nothing; `leave-out-pair`: nothing, nor that reader's reads of the case under other treatments;
 *   `leave-out-case`: nothing, nor anybody's reads of the case, which keeps a crossed study crossed;
 * - `wrong`, `right`: the end of the scale that is furthest from, nearest to the truth;
 * - `against-claim`: wrong under the claimed treatment, right under the others; `for-claim`: the reverse.
 */
export type IncompleteRule =
  'leave-out' | 'leave-out-pair' | 'leave-out-case' | 'wrong' | 'right' | 'against-claim' | 'for-claim';

export interface Estimand {
  /** All that was assigned, or only what went by the protocol: completed, without major deviation. */
  readonly set: 'all-assigned' | 'per-protocol';
  readonly rules: Readonly<Record<IncompleteKind, IncompleteRule>>;
  /** What per protocol leaves out with a deviating or incomplete read; `leave-out-pair` unless given. */
  readonly leavingOut?: 'leave-out' | 'leave-out-pair' | 'leave-out-case';
  readonly scale: RatingScale;
  /** The treatment that is claimed to be better. */
  readonly claim: string;
}

export interface TreatmentAccount {
  readonly treatment: string;
  readonly assigned: number;
  readonly completed: number;
  readonly missing: number;
  readonly excused: number;
  readonly technicalFailures: number;
  readonly majorDeviations: number;
  /** Reads that are analysed, and how many of them were filled in. */
  readonly analysed: number;
  readonly filledIn: number;
}

export interface AnalysisSet {
  readonly name: Estimand['set'];
  /** What to analyse: `mrmcData(readings)`, unless there are none. */
  readonly readings: readonly Reading[];
  readonly account: readonly TreatmentAccount[];
  readonly warnings: readonly string[];
}

/**
 * The reads that an estimand analyses, with those that it fills in (ICH E9(R1) 2019: intercurrent events and their strategies).
 *
 * @throws InvalidEstimand for a scale without extent, a rating off it, or a claim for a treatment that was not assigned
 */
export function analysisSet(reads: readonly AssignedRead[], estimand: Estimand): AnalysisSet {
  assertSense(reads, estimand);
  const fates = reads.map((read) => ({ read, fate: fateOf(read, estimand) }));
  const pairs = new Set(fates.filter(({ fate }) => fate === 'leave-out-pair').map(({ read }) => pairOf(read)));
  const cases = new Set(fates.filter(({ fate }) => fate === 'leave-out-case').map(({ read }) => read.case));
  const kept = fates.filter(
    ({ read, fate }) => typeof fate === 'number' && !pairs.has(pairOf(read)) && !cases.has(read.case),
  ) as { read: AssignedRead; fate: number }[];
  const readings = kept.map(({ read, fate }) => readingOf(read, fate));
  const filled = kept.filter(({ read }) => read.outcome.kind !== 'completed').map(({ read }) => read);
  const treatments = [...new Set(reads.map(({ treatment }) => treatment))];
  return {
    name: estimand.set,
    readings,
    account: treatments.map((treatment) =>
      accountOf(
        treatment,
        reads,
        kept.map(({ read }) => read),
        filled,
      ),
    ),
    warnings: warningsOf(reads, kept.length, filled.length),
  };
}

/** The rating to analyse, or what leaving it out takes along. */
type Fate = number | 'leave-out' | 'leave-out-pair' | 'leave-out-case';

function fateOf(read: AssignedRead, { set, rules, leavingOut = 'leave-out-pair', scale, claim }: Estimand): Fate {
  const { outcome } = read;
  if (set === 'per-protocol' && (outcome.kind !== 'completed' || read.majorDeviation === true)) return leavingOut;
  if (outcome.kind === 'completed') return outcome.rating;
  const rule = rules[outcome.kind];
  if (rule === 'leave-out' || rule === 'leave-out-pair' || rule === 'leave-out-case') return rule;
  const right = isRight(rule, read.treatment === claim);
  return right === read.positive ? scale.max : scale.min;
}

function isRight(rule: 'wrong' | 'right' | 'against-claim' | 'for-claim', claimed: boolean): boolean {
  return { wrong: false, right: true, 'against-claim': !claimed, 'for-claim': claimed }[rule];
}

function pairOf(read: AssignedRead): string {
  return JSON.stringify([read.reader, read.case]);
}

function readingOf(read: AssignedRead, rating: number): Reading {
  const { reader, treatment, positive, patient } = read;
  return { reader, treatment, case: read.case, positive, rating, ...(patient !== undefined && { patient }) };
}

function accountOf(
  treatment: string,
  reads: readonly AssignedRead[],
  kept: readonly AssignedRead[],
  filled: readonly AssignedRead[],
): TreatmentAccount {
  const own = reads.filter((read) => read.treatment === treatment);
  const count = (kind: AssignedRead['outcome']['kind']) => own.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    treatment,
    assigned: own.length,
    completed: count('completed'),
    missing: count('missing'),
    excused: count('excused'),
    technicalFailures: count('technical-failure'),
    majorDeviations: own.filter((read) => read.majorDeviation === true).length,
    analysed: kept.filter((read) => read.treatment === treatment).length,
    filledIn: filled.filter((read) => read.treatment === treatment).length,
  };
}

function warningsOf(reads: readonly AssignedRead[], kept: number, filled: number): string[] {
  const share = (part: number) => `${part} of ${reads.length} reads (${((100 * part) / reads.length).toFixed(1)}%)`;
  const left = reads.length - kept;
  return [
    ...(left > 0 ? [`${share(left)} are left out`] : []),
    ...(filled > 0 ? [`${share(filled)} are filled in by rule`] : []),
    ...(kept === 0 && reads.length > 0 ? ['no read is left to analyse'] : []),
  ];
}

function assertSense(reads: readonly AssignedRead[], { scale, claim }: Estimand): void {
  if (!(scale.min < scale.max)) throw new InvalidEstimand(`a scale from ${scale.min} to ${scale.max}`);
  if (reads.length > 0 && !reads.some(({ treatment }) => treatment === claim))
    throw new InvalidEstimand(`nobody was to read under ${claim}`);
  for (const { outcome, reader, case: one } of reads)
    if (outcome.kind === 'completed' && !(outcome.rating >= scale.min && outcome.rating <= scale.max))
      throw new InvalidEstimand(`reader ${reader}, case ${one}: rating ${outcome.rating} is off the scale`);
}
