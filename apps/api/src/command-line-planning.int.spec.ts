import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ReaderId } from '@lectern/contracts';
import {
  signing,
  startTestInstallation,
  type TestInstallation,
} from '../../../libs/conduct/testing/test-installation.js';
import { planStudy, protocolText, type TestStudy } from '../../../libs/conduct/testing/test-study.js';
import { createApi } from './create-api.js';

const root = join(import.meta.dirname, '../../..');
const replaceable = protocolText(4, 2).replace('planned: 2 }', 'planned: 2, replacement: { rule: same-place } }');
let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
let server: readonly string[];

beforeAll(async () => {
  installation = await startTestInstallation();
  const { conduct } = installation;
  study = await planStudy(installation, await installation.administrator());
  app = await createApi({ conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const { token } = await conduct.signIn.createToken(study.coordinator, 'planning');
  server = ['--server', `http://127.0.0.1:${port}`, '--token', token];
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

/** The command line as a process of its own, from its sources. */
function lectern(...args: string[]): Promise<{ code: number; said: string }> {
  const command = [
    '--import',
    join(root, 'tools/register.mjs'),
    join(root, 'apps/cli/src/main.ts'),
    ...args,
    ...server,
  ];
  return new Promise((done) =>
    execFile(process.execPath, command, { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, said: out + err }),
    ),
  );
}

test('protocol diff, protocol clone and schedule verify ask the server; a place that was taken over is verified too', async () => {
  const { conduct, records } = installation;
  const { id, coordinator } = study;
  expect(await lectern('schedule', 'verify', id)).toMatchObject({ code: 1, said: expect.stringContaining('not frozen') as string }); // prettier-ignore
  await conduct.planning.change(coordinator, id, { protocol: replaceable.replace('target: Haemorrhage', 'target: Bleeding') }); // prettier-ignore
  const changed = await lectern('protocol', 'diff', id);
  expect(changed.code).toBe(0);
  expect(changed.said).toMatch(/~ target.*Haemorrhage.*Bleeding/);
  expect(changed.said).toMatch(/\+ readers\.replacement/);

  const cloned = await lectern('protocol', 'clone', id, '--title', 'The second study', '--cases');
  expect(cloned).toMatchObject({ code: 0, said: expect.stringMatching(/^Study \S+: The second study\n$/) as string });
  const made = /^Study (\S+):/.exec(cloned.said)![1]!;
  expect(await records.read.cases.ofStudy(made)).toHaveLength(4);

  await conduct.studies.freeze(coordinator, id, signing());
  const [gone] = await records.read.readers.ofStudy(id);
  await conduct.readers.withdraw(coordinator, id, gone!.id as ReaderId, 'Moved away');
  await conduct.planning.replaceReader(coordinator, id, gone!.id as ReaderId, { name: 'New', kind: 'person', reason: 'Moved away' }); // prettier-ignore
  const verified = await lectern('schedule', 'verify', id);
  expect(verified.said).toContain('The worklists come out again, to the byte.');
  expect(verified.said).toContain('Reader 3 for reader 1: the worklist comes out again');
  expect(verified.code).toBe(0);
  expect(await lectern('schedule', 'verify', 'no-such-study')).toMatchObject({ code: 1 });
}, 400_000); // five processes from sources, on a machine that does other things
