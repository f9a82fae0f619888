import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfiguration } from '@lectern/conduct';
import { createIntakeToken, createToken, getProgress, type StudyId, uploadCase } from '@lectern/contracts';
import { createRecords } from '@lectern/records';
import { type Installation, startInstallation } from '../../../apps/cli/src/up/installation.js';
import { Coordinator, withNumbers } from '../../demo/coordinator.js';
import { removeDataFolder, temporaryDataFolder } from '../../recovery/launcher.js';
import { smallProtocol } from '../../recovery/small-study.js';
import { HttpSession } from '../../simulated-readers/http-session.js';
import { cpuSecondsOf } from '../load/processor-time.js';
import { instancesOf, type SentExamination } from './examinations.js';
import { servedBy, type ServedTimes } from './orthanc-side.js';
import { keepAlive, stow, timed } from './stow.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface LecternFigures extends ServedTimes {
  /** Instances a second that were answered as stored by STOW-RS, durable in quarantine. */
  readonly stowRate: number;
  /** Instances a second from the first byte of an upload to the last case taken in: parsed, decoded, checked, de-identified, stored as served. */
  readonly intakeRate: number;
  /** CPU seconds of the intake, by process. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** An examination of three stacks, as the examinations are. */
const protocol = (title: string, cases: number): string => withNumbers(smallProtocol, { readers: 2, cases, title });

/** A whole installation on this machine: the record, the conductor, workers and server, each a process of its own. */
export async function lecternFigures(
  forIntake: readonly SentExamination[],
  forStow: readonly SentExamination[],
  log: (line: string) => void,
): Promise<LecternFigures> {
  const folder = temporaryDataFolder();
  let installation: Installation | null = null;
  let recordUrl = '';
  try {
    const configuration = loadConfiguration(folder, {
      LECTERN_DATA_FOLDER: folder,
      LECTERN_MODELS_FOLDER: join(folder, 'no-models'), // inference is no part of intake
    });
    const between = {
      record: async (url: string) => (recordUrl = url),
      conductor: async (address: string) => address,
    };
    installation = await startInstallation({ configuration, root, log, between });
    const { session } = await HttpSession.open(installation.firstLink ?? '');
    const coordinator = new Coordinator(session, log);
    const study = await coordinator.createStudy(protocol('Intake', forIntake.length));
    const before = cpuSecondsOf(folder);
    const seconds = await intakeSeconds(session, study, forIntake);
    const after = cpuSecondsOf(folder);
    const cpu = Object.fromEntries(Object.entries(after).map(([name, at]) => [name, at - (before[name] ?? 0)]));
    const other = await coordinator.createStudy(protocol('Sent', forStow.length));
    const stowRate = await stowed(installation.url, session, other, forStow);
    await allTakenIn(session, other, forStow.length); // what is asked for next shares the machine with nothing
    const { token } = await session.api.call(createToken, {}, { name: 'bench' });
    const studies = await servedStudies(recordUrl, study);
    const served = await servedBy(`${installation.url}/dicom-web`, { authorization: `Bearer ${token}` }, studies);
    return { stowRate, intakeRate: instancesOf(forIntake) / seconds, cpu, ...served };
  } finally {
    await installation?.stop();
    removeDataFolder(folder);
  }
}

/** Uploads two cases at a time, as the command line does, and waits for the last to be taken in. */
async function intakeSeconds(
  session: HttpSession,
  study: StudyId,
  examinations: readonly SentExamination[],
): Promise<number> {
  const begun = performance.now();
  await timed(examinations, 2, async ({ label, series }) => {
    const form = new FormData();
    form.set('label', label);
    for (const [n, bytes] of series.flat().entries()) form.append('files', new Blob([new Uint8Array(bytes)]), `${n}`);
    await session.api.call(uploadCase, { study }, form);
  });
  await allTakenIn(session, study, examinations.length);
  return (performance.now() - begun) / 1000;
}

/** @throws Error where a case is refused */
async function allTakenIn(session: HttpSession, study: StudyId, count: number): Promise<void> {
  for (;;) {
    const { cases } = await session.api.call(getProgress, { study });
    if (cases.refused > 0) throw new Error(`${cases.refused} cases were refused`);
    if (cases.stored + cases.ready === count) return;
    await wait(50);
  }
}

async function stowed(
  url: string,
  session: HttpSession,
  study: StudyId,
  examinations: readonly SentExamination[],
): Promise<number> {
  const { token } = await session.api.call(createIntakeToken, { study }, { name: 'bench' });
  const target = {
    url: `${url}/dicom-web/studies`,
    agent: keepAlive(2),
    headers: { authorization: `Bearer ${token}` },
  };
  const series = examinations.flatMap((each) => each.series);
  const seconds = await timed(series, 2, (instances) => stow(target, instances));
  return instancesOf(examinations) / seconds;
}

/** Study UIDs under which the cases of a study are served: only its coordinator's screen shows them, so the record is asked. */
async function servedStudies(url: string, study: StudyId): Promise<string[]> {
  const records = createRecords({ url, clock: { now: () => new Date() } });
  try {
    return (await records.read.cases.ofStudy(study)).flatMap(({ case: known }) => known.studyInstanceUid ?? []);
  } finally {
    await records.close();
  }
}
