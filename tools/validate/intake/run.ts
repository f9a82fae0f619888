/**
 * `npm run validate:intake`: every file of pydicom's test data and of the fetal cases, and 10,000 damaged copies of them, are taken in with the
 * pixels that pydicom finds, or refused. Takes up where files.jsonl and mutations.jsonl end.
 *
 * --minutes M  stop after so long.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compared } from './compare.js';
import { installPython } from './python.js';
import {
  appendResult,
  chunkSize,
  FILES,
  MUTATIONS,
  mutationsDeclared,
  readResults,
  type ChunkResult,
  type FileResult,
} from './results.js';
import { mutableFiles, mutationAt, sourceFiles, type SourceFile } from './sources.js';
import { tabulate } from './table.js';
import type { Done } from './take-in-process.js';
import { Taker } from './taker.js';

const { values } = parseArgs({ options: { minutes: { type: 'string' } } });
const deadline = Date.now() + Number(values.minutes ?? Infinity) * 60_000;

installPython();
const sources = sourceFiles();
const taker = new Taker();
try {
  await takeFiles();
  await takeMutations();
} finally {
  taker.stop();
}
const { text, sound } = tabulate(readResults<FileResult>(FILES), readResults<ChunkResult>(MUTATIONS), sources.length);
writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), text);
process.stdout.write(text);
process.exitCode = sound ? 0 : 1;

async function takeFiles(): Promise<void> {
  const known = new Set(readResults<FileResult>(FILES).map(({ name }) => name));
  const left = sources.filter(({ name }) => !known.has(name));
  const taken: { file: SourceFile; done: Done }[] = [];
  for (const file of left) {
    const done = await taker.take({ path: file.path });
    if (typeof done === 'string') appendResult(FILES, { name: file.name, intake: done, pixels: done });
    else taken.push({ file, done });
  }
  const read = taken.flatMap(({ file, done }) => ('frames' in done.grey ? [{ path: file.path, grey: done.grey }] : []));
  const verdicts = await compared(read);
  for (const { file, done } of taken) {
    const intake = 'refused' in done.intake ? done.intake.refused : 'taken';
    const pixels = 'refused' in done.grey ? done.grey.refused : (verdicts.get(file.path) ?? 'no reference');
    appendResult(FILES, { name: file.name, intake, pixels });
  }
}

async function takeMutations(): Promise<void> {
  const known = new Set(readResults<ChunkResult>(MUTATIONS).map(({ from }) => from));
  const files = mutableFiles(sources, (path) => statSync(path).size);
  for (let from = 0; from < mutationsDeclared && Date.now() < deadline; from += chunkSize) {
    if (known.has(from)) continue;
    appendResult(MUTATIONS, await takeChunk(files, from));
    process.stderr.write(`${from + chunkSize}/${mutationsDeclared}\n`);
  }
}

async function takeChunk(files: readonly SourceFile[], from: number): Promise<ChunkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-mutations-'));
  const outcomes = new Map<number, Done | 'crash' | 'hang'>();
  try {
    for (let number = from; number < from + chunkSize; number++) {
      const { file, seed } = mutationAt(files, number);
      outcomes.set(
        number,
        await taker.take({
          path: file.path,
          seed,
          keepAs: join(folder, `${number}`),
          settle: number === from + chunkSize - 1,
        }),
      );
    }
    return await chunkResult(from, outcomes, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function chunkResult(
  from: number,
  outcomes: ReadonlyMap<number, Done | 'crash' | 'hang'>,
  folder: string,
): Promise<ChunkResult> {
  const done = [...outcomes].flatMap(([number, outcome]) =>
    typeof outcome === 'string' ? [] : [{ number, ...outcome }],
  );
  const read = done.flatMap(({ number, grey }) =>
    'frames' in grey ? [{ number, path: join(folder, `${number}`), grey }] : [],
  );
  const verdicts = await compared(read);
  const numbers = (what: string): number[] =>
    [...outcomes].flatMap(([number, outcome]) => (outcome === what ? [number] : []));
  const refused: Record<string, number> = {};
  for (const { intake } of done) if ('refused' in intake) refused[intake.refused] = (refused[intake.refused] ?? 0) + 1;
  return {
    from,
    taken: done.filter(({ intake }) => 'frames' in intake).length,
    refused,
    equal: [...verdicts.values()].filter((verdict) => verdict !== 'differ' && verdict !== 'no reference').length,
    noReference: [...verdicts.values()].filter((verdict) => verdict === 'no reference').length,
    differ: read.flatMap(({ number, path }) => (verdicts.get(path) === 'differ' ? [number] : [])),
    crashed: numbers('crash'),
    hung: numbers('hang'),
    slowestMillis: Math.max(0, ...done.map(({ millis }) => millis)),
    memoryMb: Math.max(0, ...done.map(({ memoryMb }) => memoryMb)),
    liveMb: done.at(-1)?.liveMb ?? 0,
  };
}
