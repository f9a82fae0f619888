import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutated, mutationKinds } from './mutate.js';
import {
  chunkSize,
  FILES,
  MUTATIONS,
  mutationsDeclared,
  readResults,
  type ChunkResult,
  type FileResult,
} from './results.js';
import { mutableFiles, mutationAt, pythonFolder, sourceFiles } from './sources.js';
import { tabulate } from './table.js';
import { greyFrames, takenIn } from './take-in.js';

const fixtures = fileURLToPath(new URL('../../../libs/dicom/fixtures/compressed', import.meta.url));
const files = readResults<FileResult>(FILES);
const chunks = readResults<ChunkResult>(MUTATIONS);

test('committed results: every file and 10,000 mutations, none with other pixels, none that crashed or hung', () => {
  expect(chunks.map(({ from }) => from).sort((a, b) => a - b)).toEqual(
    Array.from({ length: mutationsDeclared / chunkSize }, (_, index) => index * chunkSize),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  expect(tabulate(files, chunks, files.length)).toMatchObject({ sound: true });
});

test('a table with a hang, a crash or other pixels is not sound', () => {
  const [first, ...others] = chunks as [ChunkResult, ...ChunkResult[]];
  for (const change of [{ hung: [1] }, { crashed: [1] }, { differ: [1] }])
    expect(tabulate(files, [{ ...first, ...change }, ...others], files.length).sound).toBe(false);
  expect(tabulate(files, others, files.length).sound).toBe(false);
});

test('damaged copies of files in every transfer syntax are taken in or refused, and nothing else', async () => {
  const whole = readdirSync(fixtures).filter((name) => name.endsWith('.dcm'));
  const outcomes = { taken: 0, refused: 0 };
  for (let seed = 0; seed < 400; seed++) {
    const file = readFileSync(`${fixtures}/${whole[Math.floor(seed / mutationKinds.length) % whole.length]}`);
    const { bytes } = mutated(file, seed);
    const [intake] = [await takenIn(bytes), await greyFrames(bytes)];
    outcomes['frames' in intake ? 'taken' : 'refused']++;
  }
  expect(outcomes.taken).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(200);
});

const withPydicom = existsSync(pythonFolder) ? test : test.skip;
if (!existsSync(pythonFolder))
  console.warn("skipped: pydicom's files, since `npm run validate:intake` has not fetched them");

withPydicom('a sample of the files and mutations, taken in again, ends as committed', async () => {
  const sources = sourceFiles();
  const known = new Map(files.map(({ name, intake }) => [name, intake]));
  for (const { name, path } of sources.filter((_, index) => index % 25 === 0)) {
    const taken = await takenIn(readFileSync(path));
    expect([name, 'refused' in taken ? taken.refused : 'taken']).toEqual([name, known.get(name)]);
  }
  if (sources.length !== files.length) return; // other mutations than those committed
  const mutable = mutableFiles(sources, (path) => statSync(path).size);
  const chunk = chunks.find(({ from }) => from === 4_200)!;
  let taken = 0;
  for (let number = chunk.from; number < chunk.from + chunkSize; number++) {
    const { file, seed } = mutationAt(mutable, number);
    if ('frames' in (await takenIn(mutated(readFileSync(file.path), seed).bytes))) taken++;
  }
  expect(taken).toBe(chunk.taken);
});
