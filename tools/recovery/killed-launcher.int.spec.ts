import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listCases, listStudies, type StudyId } from '@lectern/contracts';
import { Coordinator } from '../demo/coordinator.js';
import { HttpSession } from '../simulated-readers/http-session.js';
import { Launcher, notedPid, processesOn, removeDataFolder, temporaryDataFolder, until } from './launcher.js';
import { smallCase, smallProtocol } from './small-study.js';

const modelsFolder = fileURLToPath(new URL('../../libs/inference/fixtures', import.meta.url));
const folder = temporaryDataFolder();
let launcher: Launcher;
let session: HttpSession;
let study: StudyId;

const start = (): Launcher => (launcher = Launcher.start(folder, { LECTERN_MODELS_FOLDER: modelsFolder }));

afterAll(async () => {
  await launcher.kill('SIGKILL');
  removeDataFolder(folder);
}, 60_000);

test('a start after kill -9 ends what was left behind and goes on with the study', async () => {
  const first = await start().up;
  ({ session } = await HttpSession.open(first.firstLink ?? ''));
  const coordinator = new Coordinator(session, () => undefined);
  study = await coordinator.createStudy(smallProtocol);
  await coordinator.upload(study, smallCase(1));
  const before = ['postgres', 'temporal', 'worker', 'api'].map((name) => notedPid(folder, name));
  await launcher.kill('SIGKILL');

  const second = await start().up;
  expect(second.firstLink).toBeNull();
  expect(processesOn(folder).filter(({ pid }) => before.includes(pid))).toEqual([]);
  session = session.at(second.url);
  expect(await session.api.call(listStudies, {})).toMatchObject([{ id: study }]);
  await until('the case uploaded before is taken in', async () => {
    const [only] = await session.api.all(listCases, { study });
    return only?.state === 'stored';
  });
}, 240_000);

test('a second launcher on the folder is refused and disturbs nothing', async () => {
  await expect(Launcher.start(folder).up).rejects.toThrow(/already runs on/);
  expect(await session.api.call(listStudies, {})).toMatchObject([{ id: study }]);
}, 60_000);

test('Ctrl-C, twice in impatience, leaves no process', async () => {
  const ended = launcher.kill('SIGINT', 'group');
  await launcher.kill('SIGINT', 'group');
  expect(await ended).toBe(0);
  expect(processesOn(folder)).toEqual([]);
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
}, 90_000);

test('nor does a start that is broken off', async () => {
  start();
  await until('the record is starting', () => processesOn(folder).some(({ command }) => command.includes('postgres')));
  expect(await launcher.kill('SIGTERM')).toBe(0);
  expect(processesOn(folder)).toEqual([]);
}, 90_000);

test('nor does `lectern down` after kill -9', async () => {
  await start().up;
  await launcher.kill('SIGKILL');
  expect(processesOn(folder)).not.toEqual([]);
  Launcher.down(folder);
  expect(processesOn(folder)).toEqual([]);
}, 90_000);
