/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { activitiesOf } from '../../../../libs/conduct/testing/test-activities.js';
import type { CaseId, StudyId } from '@lectern/contracts';
import { createApi } from '../../../api/src/create-api.js';
import { examination } from '../../../../libs/conduct/testing/test-examination.js';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { runAccept } from '../accept/run-accept.js';
import { runIngest } from './run-ingest.js';

let installation: TestInstallation;
let app: NestFastifyApplication;
let folder: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  folder = mkdtempSync(join(tmpdir(), 'lectern-ingest-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.close();
  await installation.close();
});

function place(label: string, files: ReturnType<typeof examination>): void {
  for (const { name, bytes } of files) {
    const path = join(folder, label, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** Takes in what was received, as a worker does, until the command is through. */
async function withWorker(study: StudyId, command: Promise<void>): Promise<void> {
  const activities = activitiesOf(installation);
  let over = false;
  const ended = command.finally(() => (over = true));
  while (!over) {
    for (const { caseId, case: known } of await installation.records.read.cases.ofStudy(study)) {
      if (known.state !== 'received') continue;
      const id = caseId as CaseId;
      await ((await activities.examineCase(id)).accepted ? activities.acceptCase(id) : activities.refuseCase(id));
    }
    await wait(50);
  }
  await ended;
}

async function said(act: () => Promise<void>): Promise<string> {
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (chunk: unknown) => written.push(String(chunk)) > 0;
  try {
    await act();
  } finally {
    process.stdout.write = write;
  }
  return written.join('');
}

test('a folder comes in; given again, only what was refused is sent again', async () => {
  const coordinator = await installation.administrator();
  const study = (await installation.conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  const { token } = await installation.conduct.signIn.createToken(coordinator, 'ingest');
  const target = { study, token, server: await app.getUrl(), parallel: 2 };
  place('case-1', examination({ patient: 'A-1' }));
  place('case-2', examination({ patient: 'A-22' }));
  place('case-3', [
    ...examination({ patient: 'A-333' }),
    { name: 'axial/report', bytes: Buffer.from('no image at all') },
  ]);

  const first = await said(() => withWorker(study, runIngest(folder, target)));
  expect(first).toMatch(/^case-3: case-3\/axial\/report .*DICM/m);
  expect(first).toMatch(/^3 cases: 2 taken in, of them 0 there before; 1 refused$/m);
  expect(process.exitCode).toBe(1);
  process.exitCode = 0;

  rmSync(join(folder, 'case-3/axial/report'));
  const again = await said(() => withWorker(study, runIngest(folder, target)));
  expect(again).toBe('3 cases: 3 taken in, of them 2 there before; 0 refused\n');
  const { items } = await installation.conduct.cases.list(study, wholePage);
  expect(items.map(({ sourceLabel, state }) => [sourceLabel, state]).sort()).toEqual([
    ['case-1', 'stored'],
    ['case-2', 'stored'],
    ['case-3', 'stored'],
  ]);

  const reason = 'Made by a test: nothing to look for.';
  await expect(runAccept(['case-9'], { ...target, reason })).rejects.toThrow("case 'case-9' does not wait");
  expect(await said(() => runAccept(['case-1'], { ...target, reason }))).toBe('1 cases accepted\n');
  expect(await said(() => runAccept([], { ...target, reason }))).toBe('2 cases accepted\n');
  const accepted = await installation.conduct.cases.list(study, wholePage);
  expect(accepted.items.map(({ state, acceptance }) => [state, acceptance?.reason])).toEqual(
    Array(3).fill(['ready', reason]),
  );
});
