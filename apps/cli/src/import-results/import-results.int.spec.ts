import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { activitiesOf } from '../../../../libs/conduct/testing/test-activities.js';
import { createApi } from '../../../api/src/create-api.js';
import { asUpload, examination } from '../../../../libs/conduct/testing/test-examination.js';
import { startTestInstallation, type TestInstallation } from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { runImportResults } from './run-import-results.js';

let installation: TestInstallation;
let app: NestFastifyApplication;
let folder: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  folder = mkdtempSync(join(tmpdir(), 'lectern-results-'));
});
afterAll(async () => {
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
  await app.close();
  await installation.close();
});

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

test('faults are said by file and line and nothing comes in; the mended table comes in, and says for whom there is no result', async () => {
  const { conduct, records } = installation;
  const coordinator = await installation.administrator();
  const study = (await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  const activities = activitiesOf(installation);
  for (const patient of ['A', 'BB']) {
    const { id } = await conduct.cases.receive(coordinator, study, patient, asUpload(examination({ patient })));
    await activities.examineCase(id);
    await activities.acceptCase(id);
    await conduct.cases.accept(coordinator, study, { cases: [id], seen: true });
  }
  const { token } = await conduct.signIn.createToken(coordinator, 'results');
  const options = { study, token, server: await app.getUrl(), model: 'elsewhere', modelVersion: '1', description: 'Run elsewhere', finding: 'Bleeding' }; // prettier-ignore

  writeFileSync(join(folder, 'scores.csv'), 'case,score\nA,high\nNOBODY,0.2\n');
  expect(await said(() => runImportResults([folder], options))).toBe(
    "scores.csv:2: 'high' is no number\nscores.csv:3: there is no ready case 'NOBODY' in this study\nnothing was taken over: 2 faults\n",
  );
  expect(process.exitCode).toBe(1);
  expect(await records.read.aiResults.findModel('elsewhere', '1')).toBeNull();

  writeFileSync(join(folder, 'scores.csv'), 'case,score\nA,0.75\n');
  expect(await said(() => runImportResults([folder], { ...options, threshold: 0.5 }))).toMatch(
    /^BB: no AI result: no result in the files that were imported\nelsewhere 1: 1 cases, 1 scores, 0 segmentations, 1 without a result; sha256 [0-9a-f]{64}\n$/,
  );
});
