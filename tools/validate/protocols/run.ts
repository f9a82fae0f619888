/**
 * `npm run validate:protocols`: 10,000 random protocols are refused with a reason, or their worklists keep every promise and come out the same again. Takes up
 * where results.jsonl ends.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DECLARED, tabulate } from './table.js';
import { CHUNK, tryChunk, type ChunkResult } from './trials.js';

const results = fileURLToPath(new URL('./results.jsonl', import.meta.url));
const read = (): ChunkResult[] =>
  existsSync(results)
    ? readFileSync(results, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as ChunkResult)
    : [];

const known = new Set(read().map(({ chunk }) => chunk));
for (let chunk = 1; chunk <= DECLARED / CHUNK; chunk++) {
  if (known.has(chunk)) continue;
  appendFileSync(results, `${JSON.stringify(tryChunk(chunk))}\n`);
  process.stderr.write(`chunk ${chunk} of ${DECLARED / CHUNK}\n`);
}
const { text, sound } = tabulate(read());
writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), text);
process.stdout.write(text);
process.exitCode = sound ? 0 : 1;
