import { mutationsDeclared, type ChunkResult, type FileResult } from './results.js';

/** The table of `npm run validate:intake`, its last line the figures against their goals. */
export function tabulate(
  files: readonly FileResult[],
  chunks: readonly ChunkResult[],
  sources: number,
): { text: string; sound: boolean } {
  const sum = (of: (chunk: ChunkResult) => number): number => chunks.reduce((total, chunk) => total + of(chunk), 0);
  const taken = sum((chunk) => chunk.taken);
  const refused = countsOf(chunks.flatMap((chunk) => Object.entries(chunk.refused)));
  const total = taken + [...refused.values()].reduce((a, b) => a + b, 0);
  const bad = sum(({ differ, crashed, hung }) => differ.length + crashed.length + hung.length);
  const differing = files.filter(({ pixels, intake }) =>
    [pixels, intake].some((what) => /^(differ|crash|hang)$/.test(what)),
  );
  const growth = growthOf(chunks);
  const sound =
    bad === 0 && differing.length === 0 && total === mutationsDeclared && files.length >= sources && growth < 1.25;
  const lines = [
    '# Intake of odd and damaged files',
    '',
    'Made by `npm run validate:intake`: every file of pydicom 3.0.2, pydicom-data 1.0.0 and the fetal cases, then 10,000 seeded mutations of those up to 1 MB. `pixels`: grey',
    'frames of 8 or 16 bits, whatever the class of the object, beside those of any decoder of pydicom (pydicom, Pillow, GDCM, pylibjpeg, pyjpegls); a code where they are refused.',
    '',
    '| intake | pixels | files |',
    '| --- | --- | ---: |',
    ...rowsOf(countsOf(files.map(({ intake, pixels }) => [`${intake} | ${pixels}`, 1]))),
    '',
    '| 10,000 mutations | |',
    '| --- | ---: |',
    `| taken in | ${taken} |`,
    ...rowsOf(refused).map((row) => row.replace('| ', '| refused: ')),
    `| grey frames equal to pydicom's | ${sum((chunk) => chunk.equal)} |`,
    `| read here, of which pydicom says nothing | ${sum((chunk) => chunk.noReference)} |`,
    `| slowest, milliseconds | ${Math.max(0, ...chunks.map(({ slowestMillis }) => slowestMillis))} |`,
    `| live memory: first tenth, last tenth (MB) | ${tenths(chunks).join(', ')} |`,
    `| memory of the process, most (MB) | ${Math.max(0, ...chunks.map(({ memoryMb }) => memoryMb))} |`,
    '',
    `${files.length} files and ${total} of ${mutationsDeclared} mutations: ${differing.length + sum(({ differ }) => differ.length)} with other pixels than pydicom's, ${sum(({ crashed }) => crashed.length)} crashes, ${sum(({ hung }) => hung.length)} hangs (goals 0), live memory x ${growth.toFixed(2)} (goal < 1.25): ${sound ? 'met' : 'MISSED'}`,
    '',
  ];
  return { text: lines.join('\n'), sound };
}

function countsOf(entries: readonly (readonly [string, number])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, count] of entries) counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
}

function rowsOf(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `| ${name} | ${count} |`);
}

/** Median of what is referred to after the last tenth of the mutations over that after the first. */
function growthOf(chunks: readonly ChunkResult[]): number {
  const [first, last] = tenths(chunks);
  return last / first;
}

function tenths(chunks: readonly ChunkResult[]): [number, number] {
  const ordered = [...chunks].sort((a, b) => a.from - b.from).map(({ liveMb }) => liveMb);
  const size = Math.max(1, Math.floor(ordered.length / 10));
  return [median(ordered.slice(0, size)), median(ordered.slice(-size))];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
