import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestInstallation, type TestInstallation } from '../../../../libs/conduct/testing/test-installation.js';
import { planStudy, uidsOf } from '../../../../libs/conduct/testing/test-study.js';
import { createApi } from '../create-api.js';

const told: string[] = [];
let installation: TestInstallation;
let app: NestFastifyApplication;

beforeAll(async () => {
  installation = await startTestInstallation();
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  const [none, error] = [() => undefined, (message: string) => void told.push(message)];
  Logger.overrideLogger({ log: none, warn: none, error });
});
afterAll(async () => {
  Logger.overrideLogger(true);
  await app.close();
  await installation.close();
});

test('a stack that was cut short in the store is said to be damaged, by name in the log once, and no part of it is served', async () => {
  const { conduct, records, store } = installation;
  const coordinator = await installation.administrator();
  const { id } = await planStudy(installation, coordinator, 2, 1);
  const { token } = await conduct.signIn.createToken(coordinator, 'images');
  const [first] = await records.read.cases.ofStudy(id);
  const uid = uidsOf(1);
  const object = `cases/${first!.caseId}/${uid.series}/frames`;
  expect((await store.get(object)).length).toBeGreaterThan(0);
  await store.put(object, new Uint8Array());
  const instance = `/dicom-web/studies/${uid.study}/series/${uid.series}/instances/${uid.image}`;
  for (const url of [`${instance}/frames/1`, `${instance}/frames/1`, `${instance}/rendered`]) {
    const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    expect(answer.json()).toMatchObject({ status: 500, type: 'damaged-object', remedy: expect.stringContaining('backup') }); // prettier-ignore
    expect(answer.body).not.toContain(object);
  }
  expect(told).toEqual([`The stored object ${object} is damaged: it ends before byte 1`]);
});
