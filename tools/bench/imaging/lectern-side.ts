import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfiguration } from '@lectern/conduct';
import { createIntakeToken, createToken, getProgress, type StudyId, uploadCase } from '@lectern/contracts';
import { createRecords } from '@lectern/records';
import { type Installation, startInstallation } from '../../../apps/cli/src/up/installation.js';
import { Coordinator, withNumbers } from '../../demo/coordinator.js';
import { removeDataFolder, temporaryDataFolder } from '../../recovery/launcher.js';
import { smallUnaidedProtocol } from '../../recovery/small-study.js';
import { HttpSession } from '../../simulated-readers/http-session.js';
import { cpuSecondsOf } from '../load/processor-time.js';
import { instancesOf, type SentExamination } from './examinations.js';
import { servedBy, type ServedTimes } from './orthanc-side.js';
import { keepAlive, stow, timed, upload } from './stow.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface LecternFigures extends ServedTimes {
  /** Instances a second that were answered as stored by STOW-RS, durable in quarantine. */
  readonly stowRate: number;
  /** Instances a second from the first byte of an upload to the last case taken in: parsed, decoded, checked, de-identified, stored as served. */
  readonly intakeRate: number;
  /** CPU seconds of the intake, by process. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** An examination of three stacks, as the examinations are; without AI: an inference for each case would be measured with its intake. */
const protocol = (title: string, cases: number): string =>
  withNumbers(smallUnaidedProtocol, { readers: 2, cases, title });

/** What is sent: to warm up with, for intake, and by STOW-RS. */
export interface LecternWork {
  readonly warmUp: readonly SentExamination[];
  readonly forIntake: readonly SentExamination[];
  readonly forStow: readonly SentExamination[];
}

/** A whole installation on this machine: the record, the conductor, workers and server, each a process of its own. */
export async function lecternFigures(
  { warmUp, forIntake, forStow }: LecternWork,
  log: (line: string) => void,
): Promise<LecternFigures> {
  const folder = temporaryDataFolder();
  let installation: Installation | null = null;
  let recordUrl = '';
  try {
    const configuration = loadConfiguration(folder, {
      LECTERN_DATA_FOLDER: folder,
      LECTERN_MODELS_FOLDER: join(folder, 'no-models'),
      LECTERN_INTAKE_QUIET_SECONDS: '2',
    });
    const between = {
      record: async (url: string) => (recordUrl = url),
      conductor: async (address: string) => address,
    };
    installation = await startInstallation({ configuration, root, log, between });
    const { session } = await HttpSession.open(installation.firstLink ?? '');
    const coordinator = new Coordinator(session, log);
    const before = await coordinator.createStudy(protocol('Warm-up', warmUp.length));
    const { token } = await session.api.call(createToken, {}, { name: 'bench' });
    const door: Door = { session, url: installation.url, token };
    await intakeSeconds(door, before, warmUp);
    const study = await coordinator.createStudy(protocol('Intake', forIntake.length));
    const cpuBefore = cpuSecondsOf(folder);
    const seconds = await intakeSeconds(door, study, forIntake);
    const cpu = Object.entries(cpuSecondsOf(folder)).map(
      ([name, at]) => [name.replace('readers', 'sender'), at - (cpuBefore[name] ?? 0)] as const,
    );
    const other = await coordinator.createStudy(protocol('Sent', forStow.length));
    const stowRate = await stowed(door, other, forStow);
    await allTakenIn(session, other, forStow.length); // what is asked for next shares the machine with nothing
    const studies = await servedStudies(recordUrl, study);
    const served = await servedBy(`${installation.url}/dicom-web`, { authorization: `Bearer ${token}` }, studies);
    return { stowRate, intakeRate: instancesOf(forIntake) / seconds, cpu: Object.fromEntries(cpu), ...served };
  } finally {
    await installation?.stop();
    removeDataFolder(folder);
  }
}

/** Where an installation is reached, and as whom. */
interface Door {
  readonly session: HttpSession;
  readonly url: string;
  readonly token: string;
}

/** Uploads two cases at a time, as the command line does, and waits for the last to be taken in. */
async function intakeSeconds(
  { session, url, token }: Door,
  study: StudyId,
  examinations: readonly SentExamination[],
): Promise<number> {
  const path = uploadCase.path.replace(':study', study);
  const target = { url: url + path, agent: keepAlive(2), headers: { authorization: `Bearer ${token}` } };
  const begun = performance.now();
  await timed(examinations, 2, ({ label, series }) => upload(target, label, series.flat()));
  await allTakenIn(session, study, examinations.length);
  return (performance.now() - begun) / 1000;
}

/** A look costs the server as much as an instance: seldom enough not to be measured with it. */
const lookMillis = 200;

/** @throws Error where a case is refused */
async function allTakenIn(session: HttpSession, study: StudyId, count: number): Promise<void> {
  for (;;) {
    const { cases } = await session.api.call(getProgress, { study });
    if (cases.refused > 0) throw new Error(`${cases.refused} cases were refused`);
    if (cases.stored + cases.ready === count) return;
    await wait(lookMillis);
  }
}

async function stowed(
  { session, url }: Door,
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
