import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ApiClient, type CaseRow, listCases } from '@lectern/contracts';
import { apiClient, signedIn } from '../terminal/api-client.js';
import { casesInFolder, casesOfManifest, type FolderCase } from './cases-in-folder.js';
import { inBytes, Progress } from './progress.js';
import { ProgressLine } from './progress-line.js';
import { sendCases, type Sent } from './send-cases.js';
import { unpackedArchive } from './unpacked-archive.js';

export interface IngestTarget {
  readonly study: string;
  readonly server: string;
  readonly token?: string;
  readonly manifest?: string;
  readonly parallel: number;
}

const POLL_MILLIS = 500;

/** Sends what the study does not have yet, waits until each case is decided, and says what became of it; exit code 1 where one was refused or could not be sent. */
export async function runIngest(source: string, target: IngestTarget): Promise<void> {
  const unpacked = statSync(source).isFile() ? await unpackedArchive(source) : null;
  try {
    await ingestFolder(unpacked?.folder ?? source, target);
  } finally {
    await unpacked?.remove();
  }
}

async function ingestFolder(folder: string, target: IngestTarget): Promise<void> {
  const { study, token, manifest, parallel } = target;
  const server = target.server.replace(/\/+$/, '');
  const api = apiClient(server, token);
  const cases = manifest === undefined ? casesInFolder(folder) : casesOfManifest(manifest, folder);
  const there = new Map((await api.all(listCases, { study })).map((row) => [row.sourceLabel, row]));
  const all = { cases: cases.length, files: cases.flatMap(({ files }) => files).length, bytes: sizeOf(cases) };
  const progress = new Progress(all, () => Date.now());
  const line = new ProgressLine(progress, process.stderr);
  const sending = {
    api,
    study,
    server,
    headers: signedIn(token),
    there,
    progress,
    say: (note: string) => line.say(note),
  };
  const sent = await sendCases(cases, parallel, sending);
  line.end(`${inBytes(progress.sent)} of ${inBytes(all.bytes)} sent, the rest was there`);
  report(folder, cases, sent, await untilDecided(api, study, cases));
}

const sizeOf = (cases: readonly FolderCase[]): number =>
  cases.flatMap(({ files }) => files).reduce((sum, file) => sum + statSync(file).size, 0);

async function untilDecided(api: ApiClient, study: string, cases: readonly FolderCase[]): Promise<CaseRow[]> {
  const labels = new Set(cases.map(({ label }) => label));
  for (;;) {
    const rows = (await api.all(listCases, { study })).filter(({ sourceLabel }) => labels.has(sourceLabel));
    if (!rows.some(({ state }) => state === 'received')) return rows;
    await wait(POLL_MILLIS);
  }
}

/** File numbers are turned back into names here: the server knows none. */
function report(
  folder: string,
  cases: readonly FolderCase[],
  sent: ReadonlyMap<string, Sent>,
  rows: readonly CaseRow[],
): void {
  const refused = rows.filter(({ state }) => state === 'refused');
  for (const { sourceLabel, problems } of refused) {
    const files = cases.find(({ label }) => label === sourceLabel)?.files ?? [];
    for (const { file, tag, rule, remedy } of problems) {
      const name = file === null ? '' : ` ${relative(folder, files[file] ?? '')}`;
      process.stdout.write(
        `${sourceLabel}:${name}${tag ? ` (${tag.slice(0, 4)},${tag.slice(4)})` : ''} ${rule} ${remedy}\n`,
      );
    }
  }
  const failed = [...sent].flatMap(([label, each]) =>
    each.how === 'failed' ? [{ label, problem: each.problem }] : [],
  );
  for (const { label, problem } of failed) process.stdout.write(`${label}: not sent. ${problem}\n`);
  const labelsOf = (how: Sent['how']): string[] =>
    [...sent].flatMap(([label, each]) => (each.how === how ? [label] : []));
  const others = labelsOf('under-its-label');
  const before = labelsOf('same').length + others.length;
  const taken = rows.filter(({ state, sourceLabel }) => state !== 'refused' && sent.get(sourceLabel)?.how !== 'failed');
  process.stdout.write(
    `${cases.length} cases: ${taken.length} taken in, of them ${before} there before; ${refused.length} refused${failed.length > 0 ? `; ${failed.length} not sent` : ''}\n`,
  );
  if (others.length > 0)
    process.stderr.write(
      `Of those that were there, whether with these files is not known any more (sent more than two days ago, by another way or with other files): ${others.join(', ')}\n`,
    );
  const waiting = rows.filter(({ state }) => state === 'stored').length;
  if (waiting > 0)
    process.stderr.write(`${waiting} wait for a look at their contact sheet, on the page or by lectern accept\n`);
  if (refused.length + failed.length > 0) process.exitCode = 1;
}
