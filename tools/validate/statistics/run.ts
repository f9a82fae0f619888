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
import { tabulate } from './table.js';

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
  const { lines, conclusion, sound } = tabulate(grid, all, readResults());
  const intro = [
    '# Type I error of the statistical methods',
    '',
    `${grid.trials} simulated studies a cell, both conditions alike, alpha ${grid.alpha}; declared in grid.json, made by \`npm run validate:statistics\`.`,
    `Columns: Roe-Metz structure and nominal AUC. A rate below ${grid.acceptable[0]} is marked -, above ${grid.acceptable[1]} +; n.e.: studies in which the method said "not estimable".`,
    `The Monte Carlo standard error of a rate of 0.05 is ${Math.sqrt((0.05 * 0.95) / grid.trials).toFixed(4)}.`,
  ];
  const text = [...intro, ...lines, '', conclusion].join('\n');
  writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), `${text}\n`);
  process.stdout.write(`${text}\n`);
  process.exitCode = sound ? 0 : 1;
}
