import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Grid, Situation } from './grid.js';
import type { CellResult } from './run-situation.js';

export const RESULTS = fileURLToPath(new URL('./results.jsonl', import.meta.url));

/** Cells run so far, one a line. A line that was cut off by a crash is not JSON, and its situation runs again. */
export function readResults(path = RESULTS): CellResult[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as CellResult];
      } catch {
        return [];
      }
    });
}

export function appendResults(results: readonly CellResult[], path = RESULTS): void {
  const cutOff = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, 'utf8'));
  appendFileSync(path, (cutOff ? '\n' : '') + results.map((result) => `${JSON.stringify(result)}\n`).join(''));
}

/** Situations with those of their methods that have no result of the declared number of trials yet. */
export function unfinished(grid: Grid, all: readonly Situation[], results: readonly CellResult[]): Situation[] {
  const key = (situation: string, method: string) => JSON.stringify([situation, method]);
  const done = new Set(
    results.filter(({ trials }) => trials === grid.trials).map(({ situation, method }) => key(situation, method)),
  );
  return all.flatMap((situation) => {
    const methods = situation.methods.filter((method) => !done.has(key(situation.id, method)));
    return methods.length > 0 ? [{ ...situation, methods }] : [];
  });
}
