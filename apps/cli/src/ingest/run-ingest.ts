import { openAsBlob, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ApiClient, ApiError, type CaseRow, listCases, uploadCase } from '@lectern/contracts';
import { apiClient } from '../terminal/api-client.js';
import { unpackedArchive } from './unpacked-archive.js';
import { casesInFolder, casesOfManifest, type FolderCase } from './cases-in-folder.js';

export interface IngestTarget {
  readonly study: string;
  readonly server: string;
  readonly token?: string;
  readonly manifest?: string;
  readonly parallel: number;
}

const POLL_MILLIS = 500;

/** Sends the cases that the study does not have yet, waits until each is decided, and says what became of it; exit code 1 where one was refused. */
export async function runIngest(source: string, target: IngestTarget): Promise<void> {
  const unpacked = statSync(source).isFile() ? await unpackedArchive(source) : null;
  try {
    await ingestFolder(unpacked?.folder ?? source, target);
  } finally {
    await unpacked?.remove();
  }
}

async function ingestFolder(folder: string, { study, server, token, manifest, parallel }: IngestTarget): Promise<void> {
  const api = apiClient(server, token);
  const cases = manifest === undefined ? casesInFolder(folder) : casesOfManifest(manifest, folder);
  const there = new Map((await api.all(listCases, { study })).map((row) => [row.sourceLabel, row]));
  const isDone = ({ label }: FolderCase): boolean =>
    ['received', 'stored', 'ready'].includes(there.get(label)?.state ?? '');
  const queue = cases.filter((each) => !isDone(each));
  const skipped = cases.length - queue.length;
  let sent = 0;
  const send = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await sendCase(api, study, next);
      process.stderr.write(`${++sent + skipped}/${cases.length} ${next.label}: ${next.files.length} files sent\n`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, send));
  report(folder, cases, await untilDecided(api, study, cases), skipped);
}

async function sendCase(api: ApiClient, study: string, { label, files }: FolderCase): Promise<void> {
  const form = new FormData();
  form.append('label', label);
  for (const file of files) form.append('files', await openAsBlob(file), basename(file));
  await api.call(uploadCase, { study }, form).catch((error: unknown) => {
    const another = error instanceof ApiError && error.problem.type === 'label-taken'; // sent by somebody else meanwhile
    if (!another) throw error;
  });
}

async function untilDecided(api: ApiClient, study: string, cases: readonly FolderCase[]): Promise<CaseRow[]> {
  const labels = new Set(cases.map(({ label }) => label));
  for (;;) {
    const rows = (await api.all(listCases, { study })).filter(({ sourceLabel }) => labels.has(sourceLabel));
    if (!rows.some(({ state }) => state === 'received')) return rows;
    await wait(POLL_MILLIS);
  }
}

/** File numbers are turned back into names here: the server knows none. */
function report(folder: string, cases: readonly FolderCase[], rows: readonly CaseRow[], skipped: number): void {
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
  const taken = rows.length - refused.length;
  process.stdout.write(
    `${cases.length} cases: ${taken} taken in, of them ${skipped} there before; ${refused.length} refused\n`,
  );
  const waiting = rows.filter(({ state }) => state === 'stored').length;
  if (waiting > 0)
    process.stderr.write(`${waiting} wait for a look at their contact sheet, on the page or by lectern accept\n`);
  if (refused.length > 0) process.exitCode = 1;
}
