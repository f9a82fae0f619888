import { defaultPayloadConverter } from '@temporalio/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConduct, encryptedData } from '@lectern/conduct';
import { startTestInstallation, type TestInstallation } from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { createApi } from '../create-api.js';

const ui = 'http://127.0.0.1:8233';
const codecUrl = '/api/temporal'; // what is entered in the web UI, which calls /decode below it
const key = { id: 'test-key', bytes: new Uint8Array(32).fill(7) };
const keys = { current: () => key, find: async () => key };

let installation: TestInstallation;
let app: NestFastifyApplication;
let cookies: Record<'administrator' | 'reader', string>;
beforeAll(async () => {
  installation = await startTestInstallation();
  const conduct = createConduct({ ...installation, payloadKeys: async () => keys });
  app = await createApi({ conduct, version: 'test', temporalUiOrigin: ui });
  const administrator = await installation.administrator();
  const { id } = await conduct.studies.create(administrator, { protocol: protocolText() });
  const { token } = await conduct.readers.invite(administrator, id, { name: 'Ada', kind: 'person' });
  const reader = await conduct.signIn.redeem(token!);
  const { sessionToken } = await conduct.signIn.byPassword('administrator', 'long enough for a test');
  cookies = { administrator: sessionToken, reader: reader.sessionToken };
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

/** As Temporal writes a history in JSON, and the web UI sends it on: bytes in base64. */
async function payloadOf(value: unknown) {
  const [codec] = encryptedData(keys).payloadCodecs ?? [];
  const [payload] = await codec!.encode([defaultPayloadConverter.toPayload(value)]);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const metadata = Object.entries(payload!.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)]);
  return { metadata: Object.fromEntries(metadata) as Record<string, string>, data: base64(payload!.data!) };
}

/** Requests of a page of `origin`, with the cookie that the browser sends along. */
async function decode(value: unknown, who: keyof typeof cookies | null, origin = ui) {
  const written = await payloadOf(value);
  expect(Buffer.from(written.data, 'base64').toString()).not.toContain('reader-1');
  return app.inject({
    method: 'POST',
    url: `${codecUrl}/decode`,
    headers: { origin, 'content-type': 'application/json', 'x-namespace': 'default' },
    ...(who && { cookies: { lectern_session: cookies[who] } }),
    payload: { payloads: [written] },
  });
}

test('the web UI’s preflight is answered for its origin alone', async () => {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-namespace',
  };
  const preflight = (origin: string) => app.inject({ method: 'OPTIONS', url: `${codecUrl}/decode`, headers: { origin, ...asked } }); // prettier-ignore
  const admitted = await preflight(ui);
  expect(admitted.statusCode).toBe(204);
  expect(admitted.headers).toMatchObject({ 'access-control-allow-origin': ui, 'access-control-allow-credentials': 'true', vary: 'origin' }); // prettier-ignore
  expect(String(admitted.headers['access-control-allow-headers']).split(', ')).toEqual(expect.arrayContaining(['content-type', 'x-namespace'])); // prettier-ignore
  expect((await preflight('http://evil.test')).headers['access-control-allow-origin']).toBeUndefined();
  const elsewhere = await app.inject({ method: 'OPTIONS', url: '/api/studies', headers: { origin: ui, ...asked } });
  expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined();
});

test('a payload is decoded in an administrator’s name, and in nobody else’s', async () => {
  const value = { reader: 'reader-1' };
  const answer = await decode(value, 'administrator');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['access-control-allow-origin']).toBe(ui);
  const [plain] = (answer.json() as { payloads: { metadata: Record<string, string>; data: string }[] }).payloads;
  expect(Buffer.from(plain!.metadata.encoding!, 'base64').toString()).toBe('json/plain');
  expect(JSON.parse(Buffer.from(plain!.data, 'base64').toString())).toEqual(value);
  expect((await decode(value, null)).statusCode).toBe(401);
  expect((await decode(value, 'reader')).statusCode).toBe(403);
  expect((await decode(value, 'administrator', 'http://evil.test')).statusCode).toBe(403);
});
