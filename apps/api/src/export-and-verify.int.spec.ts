import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createActivities } from '@lectern/conduct';
import { finishStudy, type FinishedStudy } from '../../../libs/conduct/testing/test-bundle.js';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../libs/conduct/testing/test-installation.js';
import { createApi } from './create-api.js';

const root = join(import.meta.dirname, '../../..');
let installation: TestInstallation;
let study: FinishedStudy;
let app: NestFastifyApplication;
let folder: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await finishStudy(installation);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  folder = await mkdtemp(join(tmpdir(), 'lectern-bundle-'));
});
afterAll(async () => {
  await app.close();
  await installation.close();
  await rm(folder, { recursive: true });
});

/** The command line as a process of its own, from its sources. */
function lectern(...args: string[]): Promise<{ code: number; said: string }> {
  const command = ['--import', join(root, 'tools/register.mjs'), join(root, 'apps/cli/src/main.ts'), ...args];
  return new Promise((done) =>
    execFile(process.execPath, command, { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, said: out + err }),
    ),
  );
}

/** Does what the worker would, as soon as an export is asked for. */
async function exportWhenAsked(): Promise<void> {
  const { conduct } = installation;
  const activities = createActivities({
    ...installation,
    modelsFolder: '/nowhere',
    deidentificationKey: new Uint8Array(32),
    software: { name: 'Lectern', version: 'test' },
  } as Parameters<typeof createActivities>[0]);
  for (;;) {
    const [asked] = (await conduct.exports.list(study.id, wholePage)).items;
    if (asked) return activities.exportBundle({ study: study.id, id: asked.id });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('lectern export fetches a bundle by a token, and lectern verify accepts it, and not one in which a byte was changed', async () => {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const { token } = await installation.conduct.signIn.createToken(study.coordinator, 'export');
  const file = join(folder, 'bundle.zip');
  const fetching = lectern('export', study.id, '--server', `http://127.0.0.1:${port}`, '--token', token, '--out', file);
  await Promise.all([exportWhenAsked(), fetching]);
  expect(await fetching).toMatchObject({ code: 0, said: expect.stringContaining('SHA-256') as string });

  const heads = join(folder, 'heads.json');
  await writeFile(heads, JSON.stringify(await installation.conduct.record.heads(study.id)));
  const { publicKey } = installation.signer;
  const verified = await lectern('verify', file, '--key', publicKey, '--head', heads);
  expect(verified).toMatchObject({
    code: 0,
    said: expect.stringMatching(/VERIFIED: nothing is other[^]*does not prove/) as string,
  });

  const bytes = await readFile(file);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(file, bytes);
  const altered = await lectern('verify', file);
  expect(altered).toMatchObject({ code: 1, said: expect.stringMatching(/NOT VERIFIED[^]*was altered/) as string });
});
