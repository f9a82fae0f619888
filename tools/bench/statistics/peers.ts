import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MrmcData, TimedRead } from '@lectern/statistics';

export interface PeerTiming {
  readonly name: string;
  readonly version: string;
  readonly seconds: number;
}

/** What R's packages take on the same data, in the same go; none where there is no R, or not the package. */
export function runPeers(reads: readonly TimedRead[], data: MrmcData): PeerTiming[] {
  if (spawnSync('Rscript', ['--version']).error) return [];
  const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
  try {
    writeFileSync(join(folder, 'times.csv'), timesCsv(reads));
    writeFileSync(join(folder, 'ratings.csv'), ratingsCsv(data));
    const script = fileURLToPath(new URL('./peers.R', import.meta.url));
    const printed = execFileSync('Rscript', [script, folder], { encoding: 'utf8' });
    return printed
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', version = '', seconds] = line.split('\t');
        return { name, version, seconds: Number(seconds) };
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timesCsv(reads: readonly TimedRead[]): string {
  const rows = reads.map((read) => [read.reader, read.condition, read.case, read.period, read.seconds].join(','));
  return ['reader,condition,case,period,seconds', ...rows].join('\n');
}

/** Truth, then one column a cell. */
function ratingsCsv({ readers, treatments, cases, ratings }: MrmcData): string {
  const cells = Array.from({ length: readers.length * treatments.length }, (_, cell) => cell);
  const rows = cases.map(({ positive }, c) => [
    positive ? 1 : 0,
    ...cells.map((cell) => ratings[cell * cases.length + c]),
  ]);
  return [['truth', ...cells.map((cell) => `c${cell}`)], ...rows].map((row) => row.join(',')).join('\n');
}
