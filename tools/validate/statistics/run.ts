/**
 * `npm run validate:statistics`: type I error of the room's methods over the declared grid. Takes up where results.jsonl ends, prints every cell,
 * and fails only if a cell is missing or an analysis failed: a rate outside the acceptable range is the method's property.
 *
 * --workers N  processes at a time (default: 2); --minutes M  stop taking up situations after so long.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readGrid, situations, type Situation } from './grid.js';
import { appendResults, readResults, unfinished } from './results.js';
import type { CellResult } from './run-situation.js';
import { tablePage, tabulate } from './table.js';

const { values } = parseArgs({ options: { workers: { type: 'string' }, minutes: { type: 'string' } } });
const grid = readGrid();
const all = situations(grid);
const queue = unfinished(grid, all, readResults());
const deadline = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
let finished = all.length - queue.length;

await Promise.all(Array.from({ length: Math.min(Number(values.workers ?? 2), queue.length) }, runWorker));
report();

/** One worker takes situation after situation until none is left. */
async function runWorker(): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  for (let next = queue.shift(); next && Date.now() < deadline; next = queue.shift()) {
    appendResults(await ask(worker, next));
    process.stderr.write(`${++finished}/${all.length} ${next.id}\n`);
  }
  await worker.terminate();
}

function ask(worker: Worker, situation: Situation): Promise<CellResult[]> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners('message').once('message', resolve);
    worker.removeAllListeners('error').once('error', reject);
    worker.postMessage(situation);
  });
}

function report(): void {
  const summary = tabulate(grid, all, readResults());
  const page = tablePage(grid, summary);
  writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), page);
  process.stdout.write(page);
  process.exitCode = summary.sound ? 0 : 1;
}
