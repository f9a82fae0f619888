import { createHash } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Upload } from 'tus-js-client';
import { createConduct } from '@lectern/conduct';
import type { UploadManifest } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { examination } from '../../../../libs/conduct/testing/test-examination.js';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { createApi } from '../create-api.js';

let installation: TestInstallation;
let app: NestFastifyApplication;
let uploads: string;
let path: string;
let headers: Record<string, string>;
let study: string;

async function startServer(): Promise<void> {
  app = await createApi({ conduct: createConduct(installation), version: 'test' });
  await app.listen(0, '127.0.0.1');
  uploads = `${await app.getUrl()}${path}`;
}

beforeAll(async () => {
  installation = await startTestInstallation();
  const coordinator = await installation.administrator();
  study = (await installation.conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  const { token } = await installation.conduct.signIn.linkFor(coordinator);
  const { sessionToken } = await installation.conduct.signIn.redeem(token);
  headers = { authorization: `Bearer ${sessionToken}` };
  path = `/api/studies/${study}/uploads`;
  await startServer();
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

const files = examination({ planes: ['axial', 'coronal'] }).map(({ bytes }) => bytes);
const content = Buffer.concat(files);
const manifest: UploadManifest = {
  label: 'Fall 1',
  files: files.map((bytes) => ({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })),
};
const id = hashOf(manifest);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const tus = { 'tus-resumable': '1.0.0' };

const head = async (): Promise<Response> =>
  fetch(`${uploads}/${id}`, { method: 'HEAD', headers: { ...headers, ...tus } });
const offset = async (): Promise<number> => Number((await head()).headers.get('upload-offset'));

/** Says that all of it comes, sends so much, and then nothing: the connection is dead without a word. */
function sendBeginning(bytes: number): ClientRequest {
  const { hostname, port } = new URL(uploads);
  const sending = request({
    ...{ hostname, port, path: `${path}/${id}`, method: 'PATCH' },
    headers: {
      ...{ ...headers, ...tus, 'upload-offset': '0', 'content-length': content.length },
      'content-type': 'application/offset+octet-stream',
    },
  });
  sending.on('error', () => undefined);
  sending.write(content.subarray(0, bytes));
  return sending;
}

/** By the client that browsers use. @returns bytes that it sent */
async function sendByClient(): Promise<number> {
  let sent = 0;
  await new Promise<void>((resolve, reject) => {
    new Upload(content, {
      ...{ endpoint: uploads, uploadUrl: `${uploads}/${id}`, headers, metadata: { id, label: manifest.label } },
      ...{ chunkSize: 4096, retryDelays: [0, 100, 1000] },
      onChunkComplete: (size) => (sent += size),
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  return sent;
}

test('a case is sent over a cut connection and a restarted server, and nothing of it twice', async () => {
  expect((await head()).status).toBe(404);
  const metadata = `id ${base64(id)},label ${base64(manifest.label)}`;
  const begun = await fetch(uploads, {
    method: 'POST',
    headers: { ...headers, ...tus, 'upload-length': `${content.length}`, 'upload-metadata': metadata },
  });
  expect([begun.status, begun.headers.get('location')]).toEqual([201, `${path}/${id}`]);
  const dead = sendBeginning(9000);
  let kept = 0;
  while (kept === 0) kept = await offset(); // who asks ends the dead request; what came by it is kept
  dead.destroy();
  expect(kept).toBeLessThanOrEqual(9000);

  await app.close();
  await startServer();
  expect(await sendByClient()).toBe(content.length - kept);
  expect(await sendByClient()).toBe(0);
  const made = () =>
    fetch(`${uploads}/${id}/case`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(manifest),
    });
  const [first, again] = [await made(), await made()];
  expect([first.status, again.status]).toEqual([202, 202]);
  const received = (await first.json()) as { id: string };
  expect(received).toMatchObject({ label: 'Fall 1', files: files.length });
  expect(await again.json()).toEqual(received);
  const { items } = await installation.conduct.cases.list(study as never, wholePage);
  expect(items.map(({ id }) => id)).toEqual([received.id]);
});

test('what the protocol does not allow is answered as a problem that says why', async () => {
  const asked = async (method: string, more: Record<string, string>, address = uploads, body?: string) => {
    const response = await fetch(address, { method, headers: { ...headers, ...more }, ...(body && { body }) });
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return [response.status, ((await response.json()) as { title: string }).title];
  };
  const length = { ...tus, 'upload-length': '10' };
  expect(await asked('POST', length)).toEqual([422, 'The request does not fit the contract']);
  expect(await asked('POST', {})).toEqual([412, 'Tus-Resumable Required']);
  const other = { ...tus, 'upload-metadata': `id ${base64('f'.repeat(64))},label ${base64('y')}` };
  expect(await asked('POST', { ...other, 'upload-length': `${2 ** 40}` })).toEqual([413, 'Maximum size exceeded']);
  const part = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '1' };
  expect(await asked('PATCH', part, `${uploads}/${id}`, 'x')).toEqual([409, 'Upload-Offset conflict']);
});
