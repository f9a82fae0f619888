import type { Estimable } from '../data/index.js';
import { InvalidHypothesis } from './hypotheses.error.js';

/** A hypothesis by name, with its p value or why there is none: then it counts as p = 1 and is not shown. */
export interface NamedP {
  readonly name: string;
  readonly result: Estimable<{ readonly p: number }>;
}

export interface Verdict {
  readonly name: string;
  /** null: not estimable. */
  readonly p: number | null;
  /** The smallest level at which the whole procedure shows this hypothesis. */
  readonly adjustedP: number;
  readonly shown: boolean;
}

export interface FamilyResult {
  readonly method: 'co-primary' | 'hierarchical' | 'holm' | 'hochberg';
  readonly source: string;
  readonly level: number;
  /** In the order given. */
  readonly verdicts: readonly Verdict[];
  /** Whether all are shown. */
  readonly all: boolean;
  readonly warnings: readonly string[];
}

/** All or nothing: each at the full level, the claim only if every one is shown (intersection-union test; Berger, Technometrics 1982; 24:295). */
export function coPrimary(hypotheses: readonly NamedP[], level: number): FamilyResult {
  const ps = pValues(hypotheses, level);
  const worst = Math.max(0, ...ps);
  return family(
    'co-primary',
    'Berger, Technometrics 1982; 24:295',
    hypotheses,
    level,
    ps.map(() => worst),
  );
}

/** One after another in the order given, each at the full level, until one is not shown (fixed sequence; Maurer, Hothorn and Lehmacher 1995). */
export function hierarchical(hypotheses: readonly NamedP[], level: number): FamilyResult {
  let worst = 0;
  const adjusted = pValues(hypotheses, level).map((p) => (worst = Math.max(worst, p)));
  return family('hierarchical', 'Maurer, Hothorn and Lehmacher 1995; ICH E9, 2.2.5', hypotheses, level, adjusted);
}

/** Smallest p against level / m, next against level / (m - 1), until one fails. Valid under any dependence (Holm, Scand J Stat 1979; 6:65). */
export function holm(hypotheses: readonly NamedP[], level: number): FamilyResult {
  const ps = pValues(hypotheses, level);
  let worst = 0;
  const adjusted = new Array<number>(ps.length);
  ascending(ps).forEach((i, rank) => {
    worst = Math.max(worst, Math.min(1, (ps.length - rank) * ps[i]!));
    adjusted[i] = worst;
  });
  return family('holm', 'Holm, Scand J Stat 1979; 6:65', hypotheses, level, adjusted);
}

/** Largest p against level, next against level / 2, until one succeeds. Valid for independent or positively dependent tests (Hochberg, Biometrika 1988; 75:800). */
export function hochberg(hypotheses: readonly NamedP[], level: number): FamilyResult {
  const ps = pValues(hypotheses, level);
  let best = 1;
  const adjusted = new Array<number>(ps.length);
  ascending(ps)
    .toReversed()
    .forEach((i, rank) => {
      best = Math.min(best, (rank + 1) * ps[i]!);
      adjusted[i] = best;
    });
  return family('hochberg', 'Hochberg, Biometrika 1988; 75:800', hypotheses, level, adjusted);
}

function family(
  method: FamilyResult['method'],
  source: string,
  hypotheses: readonly NamedP[],
  level: number,
  adjusted: readonly number[],
): FamilyResult {
  const verdicts = hypotheses.map(({ name, result }, i) => ({
    name,
    p: result.status === 'estimated' ? result.p : null,
    adjustedP: adjusted[i]!,
    shown: result.status === 'estimated' && adjusted[i]! <= level,
  }));
  const warnings = hypotheses.flatMap(({ name, result }) =>
    result.status === 'estimated' ? [] : [`${name} is not estimable (${result.reason}) and counts as not shown`],
  );
  return { method, source, level, verdicts, all: verdicts.every(({ shown }) => shown), warnings };
}

function pValues(hypotheses: readonly NamedP[], level: number): number[] {
  if (hypotheses.length === 0) throw new InvalidHypothesis('no hypotheses');
  if (!(level > 0 && level < 1)) throw new InvalidHypothesis(`a level of ${level}`);
  return hypotheses.map(({ name, result }) => {
    if (result.status !== 'estimated') return 1;
    if (!(result.p >= 0 && result.p <= 1)) throw new InvalidHypothesis(`${name}: p = ${result.p}`);
    return result.p;
  });
}

function ascending(ps: readonly number[]): number[] {
  return [...ps.keys()].sort((a, b) => ps[a]! - ps[b]!);
}
