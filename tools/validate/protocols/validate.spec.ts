import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tabulate } from './table.js';
import { tryChunk, type ChunkResult } from './trials.js';

const folder = dirname(fileURLToPath(import.meta.url));
const chunks = readFileSync(join(folder, 'results.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as ChunkResult);

test('the committed results are whole, sound and make the committed table', () => {
  const { text, sound } = tabulate(chunks);
  expect(sound).toBe(true);
  expect(readFileSync(join(folder, 'table.md'), 'utf8')).toBe(text);
});

test('a broken promise, other bytes or a refusal without a reason would be said', () => {
  const [first, ...others] = chunks as [ChunkResult, ...ChunkResult[]];
  for (const change of [{ broken: 1 }, { otherBytes: 1 }, { withoutReason: 1 }, { drawn: 0 }]) {
    const { text, sound } = tabulate([{ ...first, ...change }, ...others]);
    expect([sound, text.trim().endsWith('MISSED')]).toEqual([false, true]);
  }
});

test('a chunk comes out again as it was', () => {
  const again = tryChunk(1, 40);
  expect(again).toEqual(tryChunk(1, 40));
  expect(again).toMatchObject({ drawn: 40, broken: 0, otherBytes: 0, withoutReason: 0 });
});
