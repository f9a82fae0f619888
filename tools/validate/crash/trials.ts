import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@lectern/statistics';
import { victims } from './crash-installation.js';
import type { CrashOutcome, CrashTrial } from './crash-study.js';

/** Messages at which each victim is killed: more than a read has, so that its end is among them (measured: 524 to 962 with the conductor's own). */
export const MESSAGES = 1000;
const RESULTS = fileURLToPath(new URL('./results.jsonl', import.meta.url));

/** Every victim at every message, in an order that spreads the trials of a part run over the whole. */
export function allTrials(): CrashTrial[] {
  const trials = victims.flatMap((victim) => Array.from({ length: MESSAGES }, (_, i) => ({ victim, at: i + 1 })));
  const random = seededRandom('crash matrix');
  const keyed = trials.map((trial) => ({ trial, key: random.uniform() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ trial }) => trial);
}

const nameOf = ({ victim, at }: CrashTrial): string => `${victim} at ${at}`;

export function readOutcomes(): CrashOutcome[] {
  if (!existsSync(RESULTS)) return [];
  const lines = readFileSync(RESULTS, 'utf8').split('\n');
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as CrashOutcome];
    } catch {
      return []; // cut off as the run was ended: it runs again
    }
  });
}

export function appendOutcome(outcome: CrashOutcome): void {
  appendFileSync(RESULTS, `${JSON.stringify(outcome)}\n`);
}

export function unfinished(outcomes: readonly CrashOutcome[]): CrashTrial[] {
  const done = new Set(outcomes.map(nameOf));
  return allTrials().filter((trial) => !done.has(nameOf(trial)));
}
