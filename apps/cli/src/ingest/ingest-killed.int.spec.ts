import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
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
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  network.listen(0, '127.0.0.1');
  await once(network, 'listening');
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
  network.close();
  await app.close();
  await installation.close();
});

/** Between command and server. */
const network = createServer((asked, answer) => {
  void app.getUrl().then((server) => {
    const { method, url, headers } = asked;
    const onward = request(server + url, { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    const body = method === 'PATCH' ? asked.pipe(limited()) : asked;
    body.on('error', () => void delivered(onward).then(() => onward.destroy()));
    body.pipe(onward);
  });
});

async function delivered(onward: ClientRequest): Promise<void> {
  while (onward.writableLength + (onward.socket?.writableLength ?? 0) > 0) await wait(5);
}

/** Lets so much through as the limit allows, to the byte; what comes then is lost with its connection. */
function limited(): Transform {
  return new Transform({
    transform(piece: Buffer, _, done) {
      const through = piece.subarray(0, Math.max(0, limit - arrived));
      arrived += through.length;
      if (through.length > 0) this.push(through);
      if (through.length === piece.length) return done();
      const isRead = async (): Promise<void> => {
        while (this.readableLength > 0) await wait(5);
      };
      void atTheLimit()
        .then(isRead)
        .then(() => done(new Error('the connection is gone')));
    },
  });
}

/** `lectern ingest` as a process of its own. */
function ingest(): ChildProcess {
  const target = [
    '--study',
    study,
    '--server',
    `http://127.0.0.1:${(network.address() as AddressInfo).port}`,
    '--token',
    token,
    '--parallel',
    '1',
  ];
  const script = ['--import', './tools/register.mjs', 'apps/cli/src/main.ts', 'ingest', folder, ...target];
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(process.execPath, script, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const cases = async (): Promise<CaseRow[]> => (await installation.conduct.cases.list(study, wholePage)).items;

const storedOfUnfinished = async (): Promise<number> =>
  (await installation.conduct.uploads.unfinished(study)).reduce((sum, { received }) => sum + received, 0);

test('killed in the middle of a case and started again, it sends what is not there yet, and nothing twice', async () => {
  const killed = ingest();
  const gone = once(killed, 'exit');
  limit = Math.round(bytesOfFolder / 2); // in the second of three cases
  atTheLimit = async () => {
    killed.kill('SIGKILL');
    await gone;
  };
  expect(await gone).toEqual([null, 'SIGKILL']);
  while ((await storedOfUnfinished()) === 0) await wait(20);
  expect((await cases()).map(({ sourceLabel }) => sourceLabel)).toEqual(['case-1']);
  const there = bytesOf['case-1']! + (await storedOfUnfinished());
  expect(there).toBeLessThanOrEqual(arrived);

  [limit, arrived] = [Infinity, 0];
  const again = ingest();
  const end = once(again, 'exit');
  let told = '';
  again.stderr?.on('data', (text: Buffer) => (told += text.toString()));
  while (!told.includes('the rest was there')) await wait(20);
  again.kill('SIGKILL'); // it waits for a worker, and there is none
  await end;
  expect(arrived).toBe(bytesOfFolder - there);
  expect(told).toContain('3/3 cases, 300/300 files');
  const images = (await cases()).map(({ id }) => installation.records.read.arrivals.imagesOf(id));
  expect((await Promise.all(images)).map(({ length }) => length)).toEqual([100, 100, 100]);
});
