import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfiguration } from '@lectern/conduct';
import { createIntakeToken, getProgress, listCases, type StudyId } from '@lectern/contracts';
import { derivedUid, parseInstance, pixelHash, writeMrSeries } from '@lectern/dicom';
import { createRecords } from '@lectern/records';
import { type Installation, startInstallation } from '../../../apps/cli/src/up/installation.js';
import { Coordinator, withNumbers } from '../../demo/coordinator.js';
import { notedPid, removeDataFolder, temporaryDataFolder } from '../../recovery/launcher.js';
import { smallUnaidedProtocol } from '../../recovery/small-study.js';
import { HttpSession } from '../../simulated-readers/http-session.js';
import type { Figure } from '../goals.js';
import { keepAlive, stow } from './stow.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [slices, side] = [4, 16];
/** Part of the cases after which the worker is killed; memory is looked at in what comes after. */
const killedAfter = 0.2;
/** Fewer cases say nothing of memory: processes still grow into their work. */
const fewestForMemory = 500;
/** Sends no further ahead of the intake than this: a sender waits for its answers, and disks have an end. */
const ahead = 200;

/** A case of one small axial stack, its pixels its own. */
function caseFiles(number: number): Uint8Array[] {
  const uid = (...parts: (string | number)[]): string => derivedUid('many cases', String(number), ...parts.map(String));
  const stack = {
    ...{ rows: side, columns: side, pixelSpacing: [1, 1] as const, sliceThickness: 4, spacingBetweenSlices: 4 },
    slices: Array.from({ length: slices }, (_, slice) => ({
      position: [0, 0, 4 * slice] as const,
      orientationCosines: [1, 0, 0, 0, 1, 0] as const,
      pixels: Uint16Array.from({ length: side * side }, (__, i) => (i * 7 + slice * 31 + number * 13) % 997),
    })),
  };
  return writeMrSeries(stack, {
    ...{ studyInstanceUid: uid('study'), seriesInstanceUid: uid('series'), frameOfReferenceUid: uid('frame') },
    ...{ sopInstanceUid: (slice) => uid('image', slice), seriesNumber: 1, seriesDescription: 'T2 axial' },
    ...{ studyDate: '20260115', studyTime: '101500', patient: { name: `Many^${number}`, id: `M-${number}`, sex: 'F' } },
  });
}

/** Of all cases: SHA-256 of their pixel hashes, sorted. */
const contentOf = (hashes: readonly string[]): string =>
  createHash('sha256')
    .update([...hashes].sort().join('\n'))
    .digest('hex');

interface Sample {
  readonly done: number;
  readonly mebibytes: Readonly<Record<string, number>>;
}

/** Thousands of small cases by STOW-RS into one installation whose worker is killed on the way: what memory they took, and whether all are there as they were sent. */
export async function manyCases(cases: number, log: (line: string) => void): Promise<Figure[]> {
  const folder = temporaryDataFolder();
  let installation: Installation | null = null;
  let recordUrl = '';
  try {
    const configuration = loadConfiguration(folder, {
      ...{ LECTERN_DATA_FOLDER: folder, LECTERN_MODELS_FOLDER: folder, LECTERN_INTAKE_QUIET_SECONDS: '1' },
    });
    const between = {
      record: async (url: string) => (recordUrl = url),
      conductor: async (address: string) => address,
    };
    installation = await startInstallation({ configuration, root, log, between });
    const { session } = await HttpSession.open(installation.firstLink ?? '');
    const oneStack = smallUnaidedProtocol.replace('[axial, coronal, sagittal]', '[axial]');
    const protocol = withNumbers(oneStack, { readers: 2, cases, title: 'Many cases' });
    const study = await new Coordinator(session, log).createStudy(protocol);
    const samples = await takeAllIn(session, installation.url, study, cases, folder, log);
    const stored = await pixelHashes(recordUrl, study);
    const sent = Array.from({ length: cases }, (_, n) => pixelHash(caseFiles(n).map((b) => parseInstance(b))).caseHash);
    return [
      {
        ...{ what: 'cases lost, doubled or other than sent', unit: '', goal: 0 },
        measured: contentOf(stored) === contentOf(sent) ? 0 : Math.max(1, Math.abs(stored.length - sent.length)),
        beside: `${cases} cases, the worker killed after ${Math.round(cases * killedAfter)}`,
      },
      ...(cases < fewestForMemory ? [] : growthOf(samples)),
    ];
  } finally {
    await installation?.stop();
    removeDataFolder(folder);
  }
}

async function takeAllIn(
  session: HttpSession,
  url: string,
  study: StudyId,
  cases: number,
  folder: string,
  log: (line: string) => void,
): Promise<Sample[]> {
  const { token } = await session.api.call(createIntakeToken, { study }, { name: 'many' });
  const target = {
    url: `${url}/dicom-web/studies`,
    agent: keepAlive(2),
    headers: { authorization: `Bearer ${token}` },
  };
  const samples: Sample[] = [];
  let [sent, done, isKilled, isSending] = [0, 0, false, true];
  let failure: Error | null = null;
  const sending = (async () => {
    for (; sent < cases; sent++) {
      while (sent - done > ahead) await wait(100);
      await stow(target, caseFiles(sent));
    }
    isSending = false;
  })().catch((error: unknown) => (failure = error as Error));
  const begun = performance.now();
  while (done < cases || isSending) {
    await wait(1000);
    const { cases: counts } = await session.api.call(getProgress, { study });
    if (counts.refused > 0) throw new Error(await whyRefused(session, study));
    if (failure) throw failure;
    done = counts.stored + counts.ready;
    samples.push({
      done,
      mebibytes: Object.fromEntries(['worker', 'api', 'temporal'].map((name) => [name, residentOf(folder, name)])),
    });
    if (samples.length % 10 === 1)
      log(`${done} of ${cases} cases taken in, ${sent} sent: ${JSON.stringify(samples.at(-1)?.mebibytes)} MiB`);
    if (!isKilled && done >= cases * killedAfter) {
      isKilled = true;
      process.kill(notedPid(folder, 'worker'), 'SIGKILL');
      log(`${done} of ${cases} cases taken in: the worker is killed`);
    }
  }
  await sending;
  log(`${cases} cases of ${slices} images in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return samples;
}

async function whyRefused(session: HttpSession, study: StudyId): Promise<string> {
  const refused = (await session.api.all(listCases, { study })).filter(({ state }) => state === 'refused');
  return `${refused.length} cases were refused: ${refused[0]?.problems.map(({ rule }) => rule).join(' ') ?? ''}`;
}

/** Memory of the last fifth of the cases by that of the third, which began with the killed worker's successor. */
function growthOf(samples: readonly Sample[]): Figure[] {
  const cases = samples.at(-1)?.done ?? 0;
  const median = (name: string, from: number, to: number): number => {
    const values = samples
      .filter(({ done }) => done >= from * cases && done <= to * cases)
      .map((each) => each.mebibytes[name] ?? 0);
    return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  };
  return ['worker', 'api', 'temporal'].map((name) => {
    const [before, after] = [median(name, 0.4, 0.6), median(name, 0.8, 1)];
    return {
      ...{ what: `memory of ${name}, last fifth by third fifth`, unit: '', measured: after / before, goal: 1.2 },
      beside: `${before.toFixed(0)} and ${after.toFixed(0)} MiB resident`,
    };
  });
}

function residentOf(folder: string, name: string): number {
  try {
    const status = readFileSync(`/proc/${notedPid(folder, name)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it is being started again
  }
}

async function pixelHashes(url: string, study: StudyId): Promise<string[]> {
  const records = createRecords({ url, clock: { now: () => new Date() } });
  try {
    return (await records.read.cases.ofStudy(study)).flatMap(({ case: known }) => known.pixelHash ?? []);
  } finally {
    await records.close();
  }
}
