import { setTimeout as wait } from 'node:timers/promises';
import {
  type ApiClient,
  ApiError,
  type CaseRow,
  isTransient,
  listUploads,
  pathOf,
  receiveUpload,
} from '@lectern/contracts';
import { InputError } from '../terminal/errors.js';
import type { FolderCase } from './cases-in-folder.js';
import { packCase, type PackedCase } from './packed-case.js';
import type { Progress } from './progress.js';
import { transfer } from './transfer.js';

/** Where cases go. */
export interface Sending {
  readonly api: ApiClient;
  readonly study: string;
  /** Address of the server. */
  readonly server: string;
  readonly headers: Record<string, string>;
  /** Cases that the study has, by label. */
  readonly there: ReadonlyMap<string, CaseRow>;
  readonly progress: Progress;
  /** Something has changed that is worth a line. */
  readonly say: (line: string) => void;
}

type Arrived = 'sent' | 'same' | 'under-its-label';

/**
 * What became of a case: `same` are its very files, sent before; of a case `under-its-label` the server says no more which files it was made of; `failed`: why it
 * could not be sent.
 */
export type Sent = { readonly how: Arrived } | { readonly how: 'failed'; readonly problem: string };

/** Waits between attempts (ms), the last again and again; given up after so long without a byte. */
const pauses = [500, 1000, 2000, 5000];
const patienceMillis = 10 * 60_000;

/** Sends cases, some at a time; one that cannot be sent stops no other. @throws ApiError, InputError where none can be sent */
export async function sendCases(
  cases: readonly FolderCase[],
  parallel: number,
  sending: Sending,
): Promise<Map<string, Sent>> {
  const queue = [...cases];
  const sent = new Map<string, Sent>();
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      sent.set(next.label, await sendCase(next, sending));
      sending.say(next.label);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return sent;
}

async function sendCase(folder: FolderCase, sending: Sending): Promise<Sent> {
  const { progress, there } = sending;
  try {
    const packed = await packCase(folder);
    const isThere = ['received', 'stored', 'ready'].includes(there.get(folder.label)?.state ?? '');
    const how = isThere ? await comparedWith(packed, sending) : await sentAs(packed, sending);
    progress.ends(folder.label, { files: folder.files.length, bytes: packed.bytes });
    return { how };
  } catch (error) {
    if (stopsAll(error)) throw error;
    return { how: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Of a case that the study has: whether it was made of these files. */
async function comparedWith({ id, bytes }: PackedCase, { server, study, headers }: Sending): Promise<Arrived> {
  const address = `${server}${pathOf(listUploads, { study })}/${id}`;
  const { ok, headers: answer } = await fetch(address, { method: 'HEAD', headers: { ...headers, 'tus-resumable': '1.0.0' } }); // prettier-ignore
  return ok && Number(answer.get('upload-offset')) === bytes ? 'same' : 'under-its-label';
}

async function sentAs(packed: PackedCase, sending: Sending): Promise<Arrived> {
  try {
    await persistently(() => transferAndReceive(packed, sending), sending);
    return 'sent';
  } catch (error) {
    const isTaken = error instanceof ApiError && error.problem.type === 'label-taken'; // sent by somebody else meanwhile
    if (isTaken) return 'under-its-label';
    throw error;
  }
}

async function transferAndReceive(packed: PackedCase, sending: Sending): Promise<void> {
  const { api, study, server, headers, progress, say } = sending;
  const { id, manifest } = packed;
  let before: number | null = null;
  await transfer(packed, server + pathOf(listUploads, { study }), headers, (there) => {
    if (before !== null) progress.sends(Math.max(0, there - before));
    before = there;
    progress.has(manifest.label, { files: filesWithin(manifest.files, there), bytes: there });
    say(manifest.label);
  });
  await api.call(receiveUpload, { study, upload: id }, manifest);
}

/** How many files lie wholly within the first bytes. */
function filesWithin(files: PackedCase['manifest']['files'], bytes: number): number {
  let end = 0;
  return files.filter((file) => (end += file.bytes) <= bytes).length;
}

/** Again and again while nothing is wrong but the connection, or a server that starts again. @throws InputError where that lasts */
async function persistently(act: () => Promise<void>, { progress, say }: Sending): Promise<void> {
  let [attempt, sent, since] = [0, progress.sent, Date.now()];
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (progress.sent > sent) [attempt, sent, since] = [0, progress.sent, Date.now()];
      if (Date.now() - since > patienceMillis)
        throw new InputError(`the server takes nothing any more (${(error as Error).message}); the same command goes on where this one ended`); // prettier-ignore
      say('the server cannot be reached, or is busy: trying again');
      await wait(pauses[Math.min(attempt++, pauses.length - 1)]);
    }
  }
}

const stoppers = new Set(['no-study', 'frozen', 'locked']);

/** What is wrong with one case is no matter of the others; a person who may not, a study that takes no cases and a server that is gone are. */
function stopsAll(error: unknown): boolean {
  if (error instanceof InputError) return true;
  return error instanceof ApiError && ([401, 403].includes(error.status) || stoppers.has(error.problem.type ?? ''));
}
