import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CaseRow, StudyId } from '@lectern/contracts';
import { createApi } from '../../../api/src/create-api.js';
import { examination } from '../../../../libs/conduct/testing/test-examination.js';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { until } from '../../../../tools/recovery/launcher.js';

const root = join(import.meta.dirname, '../../../..');
const labels = ['case-1', 'case-2', 'case-3'];
let installation: TestInstallation;
let app: NestFastifyApplication;
let folder: string;
let study: StudyId;
let token: string;
const bytesOf: Record<string, number> = {};
let bytesOfFolder = 0;

/** What the server was sent of images, how much of it comes through, and what happens then. */
let arrived = 0;
let limit = Infinity;
let atTheLimit = async (): Promise<unknown> => undefined;

beforeAll(async () => {
  installation = await startTestInstallation();
  const coordinator = await installation.administrator();
  study = (await installation.conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  ({ token } = await installation.conduct.signIn.createToken(coordinator, 'ingest'));
  const { conduct } = installation;
  const append: typeof conduct.uploads.append = (actor, to, id, from, content) =>
    conduct.uploads.append(actor, to, id, from, limited(content));
  app = await createApi({ conduct: { ...conduct, uploads: { ...conduct.uploads, append } }, version: 'test' });
  await app.listen(0, '127.0.0.1');
  folder = mkdtempSync(join(tmpdir(), 'lectern-killed-'));
  for (const label of labels)
    for (const { name, bytes } of examination({ patient: label, slices: 100 })) {
      const path = join(folder, label, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      bytesOf[label] = (bytesOf[label] ?? 0) + bytes.length;
      bytesOfFolder += bytes.length;
    }
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.close();
  await installation.close();
});

/** Lets so much through as the limit allows, to the byte; what comes then is lost with its connection. */
async function* limited(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    const through = piece.subarray(0, Math.max(0, limit - arrived));
    arrived += through.length;
    if (through.length > 0) yield through;
    if (through.length === piece.length) continue;
    await atTheLimit();
    throw new Error('the connection is gone');
  }
}

/** `lectern ingest` as a process of its own. */
async function ingest(): Promise<ChildProcess> {
  const target = ['--study', study, '--server', await app.getUrl(), '--token', token, '--parallel', '1'];
  const script = ['--import', './tools/register.mjs', 'apps/cli/src/main.ts', 'ingest', folder, ...target];
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(process.execPath, script, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const cases = async (): Promise<CaseRow[]> => (await installation.conduct.cases.list(study, wholePage)).items;

const storedOfUnfinished = async (): Promise<number> =>
  (await installation.conduct.uploads.unfinished(study)).reduce((sum, { received }) => sum + received, 0);

test('killed in the middle of a case and started again, it sends what is not there yet, and nothing twice', async () => {
  const killed = await ingest();
  const gone = once(killed, 'exit');
  limit = Math.round(bytesOfFolder / 2); // in the second of three cases
  atTheLimit = async () => {
    killed.kill('SIGKILL');
    await gone;
  };
  expect(await gone).toEqual([null, 'SIGKILL']);
  await until('what came is stored', async () => (await storedOfUnfinished()) > 0);
  expect((await cases()).map(({ sourceLabel }) => sourceLabel)).toEqual(['case-1']);
  expect(bytesOf['case-1']! + (await storedOfUnfinished())).toBe(limit);

  [limit, arrived] = [Infinity, 0];
  const again = await ingest();
  const end = once(again, 'exit');
  let told = '';
  again.stderr?.on('data', (text: Buffer) => (told += text.toString()));
  await until('all is sent', async () => told.includes('the rest was there'));
  again.kill('SIGKILL'); // it waits for a worker, and there is none
  await end;
  expect(arrived).toBe(bytesOfFolder - Math.round(bytesOfFolder / 2));
  expect(told).toContain('3/3 cases, 300/300 files');
  const images = (await cases()).map(({ id }) => installation.records.read.arrivals.imagesOf(id));
  expect((await Promise.all(images)).map(({ length }) => length)).toEqual([100, 100, 100]);
});
