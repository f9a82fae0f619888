import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { OpenRead, ReadingState, StudyId } from '@lectern/contracts';
import type { Actor } from '@lectern/conduct';
import { type Conductor, startConductor } from '../../apps/worker/testing/conducted-world.js';
import {
  signing,
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../libs/conduct/testing/test-installation.js';
import { addReadyCase, openOf, protocolText, submission } from '../../libs/conduct/testing/test-study.js';
import { bundledWorkflows, quietRuntime } from '../../libs/workflows/testing/time-skipping.js';
import { removeDataFolder, temporaryDataFolder, until } from './launcher.js';
import { TemporalProcess } from './temporal-process.js';

const minute = 60_000;
const hour = 60 * minute;
const washout = 28 * 24 * hour;
const names = ['waits', 'quota', 'ends', 'leaves', 'ahead'] as const;
type Name = (typeof names)[number];

const folder = temporaryDataFolder();
let temporal: TemporalProcess;
let installation: TestInstallation;
let study: StudyId;
let readers: Record<Name, Actor>;
let conductor: Conductor;
let connections: { connection: Connection; nativeConnection: NativeConnection };

beforeAll(async () => {
  quietRuntime();
  bundledWorkflows();
  temporal = await TemporalProcess.on(folder);
  installation = await startTestInstallation();
  const { address } = temporal;
  const connection = await Connection.connect({ address });
  connections = { connection, nativeConnection: await NativeConnection.connect({ address }) };
  conductor = await startConductor(installation, connections);
  await startStudy();
});
afterAll(async () => {
  await conductor.stop();
  await connections.nativeConnection.close();
  await connections.connection.close();
  await temporal.kill();
  await installation.close();
  removeDataFolder(folder);
});

/** Four cases in two sessions with four weeks between, at most three reads a day; the readers are people with addresses. */
async function startStudy(): Promise<void> {
  const { conduct, enter, administrator } = installation;
  const coordinator = await administrator();
  const protocol = `${protocolText(4, names.length)}\npace: { readsPerDay: 3 }\n`;
  study = (await conduct.studies.create(coordinator, { protocol })).id;
  const numbers = [1, 2, 3, 4];
  for (const number of numbers) await addReadyCase(installation, study, number);
  const context = { site: 'A', gestationalAgeWeeks: 24 };
  const rows = numbers.map((n) => ({ case: `case-${n}`, positive: n % 2 === 1, grade: n % 2, ...context }));
  await conduct.cases.putReferenceStandard(coordinator, study, rows);
  const entered: [Name, Actor][] = [];
  for (const name of names) {
    const invited = { name, kind: 'person' as const, email: `${name}@hospital.test` };
    entered.push([name, await enter((await conduct.readers.invite(coordinator, study, invited)).token)]);
  }
  readers = Object.fromEntries(entered) as Record<Name, Actor>;
  await conduct.studies.freeze(coordinator, study, signing());
}

const now = (): number => installation.clock.now().getTime();
const iso = (millis: number): string => new Date(millis).toISOString();
const moveTo = (millis: number): void => installation.clock.advance({ seconds: (millis - now()) / 1000 });
const begin = (name: Name): Promise<ReadingState> => installation.conduct.reading.begin(readers[name], study);

/** Reads so many cases of a session that is begun or goes on. @returns what comes then */
async function read(name: Name, reads: number, secondsEach = 30): Promise<ReadingState> {
  let state = await begin(name);
  for (let n = 0; n < reads; n++) {
    const open: OpenRead = openOf(state);
    installation.clock.advance({ seconds: secondsEach });
    const sent = submission(open, installation.clock.now());
    state = (await installation.conduct.reading.submit(readers[name], study, open.id, sent)).next;
  }
  return state;
}

/** Instants on the installation's clock. */
interface Outage {
  readonly beginsAt: number;
  readonly midnight: number;
  /** When the second session of the reader opens who waits, and of the one who is ahead. */
  readonly opensAt: { readonly waits: number; readonly ahead: number };
}

/** Brings the study to where Temporal is about to stop: the washout that ends in the outage ends seconds from now by Temporal's own clock too, which cannot be moved. */
async function readUntilTheOutage(): Promise<Outage> {
  moveTo(Date.now() - washout - 3 * 24 * hour);
  await read('ends', 3);
  moveTo(now() + 24 * hour);
  expect(await read('ends', 1)).toMatchObject({ state: 'washout', session: 2 });
  await read('waits', 3);
  await read('ahead', 3);
  moveTo(Date.now() + 15_000 - 30_000 - washout); // the last read takes 30 s
  await begin('ahead');
  await read('waits', 1);
  const waits = now() + washout;
  await read('ahead', 1, 1);
  const opensAt = { waits, ahead: now() + washout };
  moveTo(waits - 26 * hour);
  await read('ends', 3);
  moveTo(waits - 62 * minute);
  openOf(await begin('leaves'));
  const beginsAt = waits - 60 * minute;
  const midnight = Math.ceil((beginsAt + 3 * minute) / hour) * hour;
  moveTo(beginsAt);
  return { beginsAt, midnight, opensAt };
}

/** A time zone of whole hours in which a day begins at an instant that is a full hour. */
function zoneWithMidnightAt(instant: number): string {
  const utc = new Date(instant).getUTCHours();
  return utc <= 12 ? `Etc/GMT+${utc}` : `Etc/GMT-${24 - utc}`; // POSIX signs: GMT+5 is five hours behind
}

const seatOf = async (name: Name) => (await installation.records.read.readers.ofStudy(study))[names.indexOf(name)]!;
const workflowOf = async (name: Name) => conductor.client.workflow.getHandle(`reader/${(await seatOf(name)).id}`);
const stateOfWorkflow = async (name: Name): Promise<string> => (await (await workflowOf(name)).describe()).status.name;
/** Nothing is under way: the reader's workflow waits for its timer or a nudge. */
const isWaiting = async (name: Name): Promise<boolean> => {
  const { raw } = await (await workflowOf(name)).describe();
  return !raw.pendingWorkflowTask && !raw.pendingActivities?.length;
};
/** Subjects without title and date, of one reader, in the order sent. */
const reminders = () => conductor.mail.filter(({ subject }) => !subject.includes('invited'));
const mailTo = (name: Name): string[] =>
  reminders()
    .filter(({ to }) => to === `${name}@hospital.test`)
    .map(({ subject }) => subject.replace(/^.*: | on .*$/g, ''));

/** What the readers do while nobody conducts. @returns when the first session of the reader with the quota ended */
async function readWithoutTemporal({ beginsAt, midnight, opensAt }: Outage): Promise<number> {
  const { reading } = installation.conduct;
  for (const name of ['quota', 'waits'] as const)
    await reading.setTimeZone(readers[name], study, zoneWithMidnightAt(midnight));
  const done = { state: 'day-done', until: iso(midnight), reached: 'reads' };
  expect(await read('quota', 3)).toEqual(done);
  await reading.withdraw(readers.leaves, study, 'No time any more');
  expect(await read('ends', 1)).toMatchObject({ state: 'finished' });
  expect(await begin('ahead')).toEqual({ state: 'washout', session: 2, opensAt: iso(opensAt.ahead) });
  moveTo(midnight - 1000);
  expect(await begin('quota')).toEqual(done);
  moveTo(midnight);
  expect(await read('quota', 1)).toEqual({ state: 'washout', session: 2, opensAt: iso(now() + washout) });
  const endedAt = now();
  moveTo(beginsAt + 65 * minute);
  openOf(await begin('ahead'));
  return endedAt;
}

test('Temporal killed and away for an hour: readers go on; back again, every session, quota, washout and reminder is as if it had been there', async () => {
  const { conduct, clock, records } = installation;
  const outage = await readUntilTheOutage();
  await conductor.relay();
  await conductor.settled();
  const reminded = ['session 2 opens', 'session 2 opens'];
  await until('the first reminders', () => reminders().length === 4);
  for (const name of ['waits', 'ahead'] as const) await until(`${name} waits`, () => isWaiting(name));
  expect(mailTo('waits')).toEqual(reminded);
  await temporal.kill();

  const quotaEndedAt = await readWithoutTemporal(outage);
  expect(await records.relay.undelivered()).toBeGreaterThanOrEqual(3); // an end each, and a withdrawal
  const before = await conduct.progress.of(study);
  expect(before.readers[names.indexOf('waits')]!.sessions[1]!.state).toBe('waiting');
  await temporal.start();
  const ticking = setInterval(() => clock.advance({ seconds: 0.1 }), 100);
  await until('all is delivered', async () => (await records.relay.undelivered()) === 0);
  await until('the session is opened', () => mailTo('waits').length === 3);
  await until('the reminder of the washout', () => mailTo('quota').length === 1);
  for (const name of ['ends', 'leaves'] as const)
    await until(`the conduct of ${name} is over`, async () => (await stateOfWorkflow(name)) === 'COMPLETED');
  await until('the timer of who is ahead has fired', () => Date.now() > outage.opensAt.ahead + 1000);
  clearInterval(ticking);

  await expectSessions(outage, quotaEndedAt);
  expect(Object.fromEntries(names.map((name) => [name, mailTo(name)]))).toEqual({
    waits: [...reminded, 'session 2 is open'],
    quota: ['session 2 opens'],
    ends: [],
    leaves: [],
    ahead: reminded,
  });
  for (const name of ['waits', 'quota', 'ahead'] as const) expect(await stateOfWorkflow(name)).toBe('RUNNING');
  expect(await begin('leaves')).toEqual({ state: 'withdrawn' });
  expect(await read('waits', 3)).toMatchObject({ state: 'day-done', reached: 'reads' });
  await conductor.settled();
  expect((await conduct.record.verification(study)).verified).toBe(true);
});

/** Each session was opened and finished once, at its time and by whom it was due. */
async function expectSessions({ opensAt }: Outage, quotaEndedAt: number): Promise<void> {
  const { items: entries } = await installation.conduct.record.audit(study, wholePage);
  const seats = (await installation.conduct.progress.of(study)).readers;
  const sessionsOf = (name: Name) => seats[names.indexOf(name)]!.sessions;
  const states = names.map((name) => [name, ...sessionsOf(name).map(({ state }) => state)]);
  expect(states).toEqual([
    ['waits', 'finished', 'open'],
    ['quota', 'finished', 'waiting'],
    ['ends', 'finished', 'finished'],
    ['leaves', 'open', 'waiting'],
    ['ahead', 'finished', 'open'],
  ]);
  const subjects = (act: string) => entries.filter((entry) => entry.act === act).map(({ subject }) => subject);
  const inState = (...wanted: string[]) =>
    seats.flatMap(({ sessions }) => sessions.filter(({ state }) => wanted.includes(state)).map(({ id }) => id));
  expect(subjects('session.opened').sort()).toEqual(inState('open', 'finished').sort());
  expect(subjects('session.finished').sort()).toEqual(inState('finished').sort());
  expect(subjects('reader.withdrawn')).toEqual([seats[names.indexOf('leaves')]!.id]);

  const opened = (name: Name) =>
    entries.find(({ act, subject }) => act === 'session.opened' && subject === sessionsOf(name)[1]!.id)!;
  expect(opened('waits').by).toBe('Lectern');
  expect(Date.parse(opened('waits').at)).toBeGreaterThanOrEqual(opensAt.waits);
  expect(opened('ahead').by).toBe('ahead');
  expect(Date.parse(opened('ahead').at)).toBeGreaterThanOrEqual(opensAt.ahead);
  expect(sessionsOf('quota')[1]!.opensAt).toBe(iso(quotaEndedAt + washout));
}
