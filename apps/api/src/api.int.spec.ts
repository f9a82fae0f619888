import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { startStudy, type TestStudy, uidsOf } from '../../../libs/conduct/testing/test-study.js';
import { createApi } from './create-api.js';

const origin = 'http://lectern.test';
let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 4);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

type Method = 'GET' | 'POST' | 'PUT';

function send(method: Method, url: string, options: { cookie?: string; body?: object; from?: string | null } = {}) {
  const { cookie, body, from = origin } = options;
  const headers = { host: 'lectern.test', ...(cookie && { cookie }), ...(from && { origin: from }) };
  return app.inject({ method, url, headers, ...(body && { payload: body }) });
}

/** Invites one more reader's sign-in link and redeems it over HTTP. */
async function signIn(token: string): Promise<string> {
  const answer = await send('POST', '/api/sign-in', { body: { token } });
  expect(answer.statusCode).toBe(200);
  const [cookie] = answer.cookies;
  expect(cookie).toMatchObject({ name: 'lectern_session', httpOnly: true, sameSite: 'Strict', path: '/' });
  return `${cookie?.name}=${cookie?.value}`;
}

const readerCookie = async (): Promise<string> => {
  const [reader] = (await installation.conduct.progress.of(study.id)).readers;
  const { token } = await installation.conduct.readers.renewLink(study.coordinator, study.id, reader!.id);
  return signIn(token);
};

test('a link works once; without a session every route but the public ones is refused', async () => {
  const [reader] = (await installation.conduct.progress.of(study.id)).readers;
  const { token } = await installation.conduct.readers.renewLink(study.coordinator, study.id, reader!.id);
  await signIn(token);
  const again = await send('POST', '/api/sign-in', { body: { token } });
  expect(again.statusCode).toBe(403);
  expect(again.headers['content-type']).toContain('application/problem+json');
  for (const url of ['/api/me', '/api/studies', `/api/studies/${study.id}`, '/dicom-web/studies/1/series']) {
    expect((await send('GET', url)).statusCode).toBe(401);
  }
  expect((await send('GET', '/api/health')).json()).toEqual({ status: 'ok', version: 'test' });
});

test('a request that changes something must come from a page of this server', async () => {
  const cookie = await readerCookie();
  for (const from of ['https://elsewhere.test', null]) {
    const answer = await send('POST', `/api/studies/${study.id}/reading/session`, { cookie, from });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ type: 'foreign-origin' });
  }
});

test('a reader reads, and is refused all that coordinators do', async () => {
  const cookie = await readerCookie();
  const session = await send('POST', `/api/studies/${study.id}/reading/session`, { cookie });
  expect(session.json()).toMatchObject({ state: 'reading', read: { position: 1 } });
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/cases'],
    ['GET', '/progress'],
    ['GET', '/audit'],
    ['GET', '/analysis'],
    ['POST', '/lock'],
  ] as const) {
    const answer = await send(method, `/api/studies/${study.id}${path}`, {
      cookie,
      ...(method === 'POST' && { body: { reason: 'x' } }),
    });
    expect({ path, status: answer.statusCode }).toEqual({ path, status: 403 });
  }
  expect((await send('POST', '/api/studies', { cookie, body: { protocol: 'lectern: 1' } })).statusCode).toBe(403);
});

test('images come as multipart parts, never cached, and only those of the grant', async () => {
  const cookie = await readerCookie();
  const { now } = (await send('GET', `/api/studies/${study.id}/reading`, { cookie })).json() as {
    now: { read: { images: { studyInstanceUid: string } } };
  };
  const mine = now.read.images.studyInstanceUid;
  const number = [1, 2, 3, 4].find((each) => uidsOf(each).study === mine) as number;
  const pathOf = (each: number): string =>
    `/dicom-web/studies/${uidsOf(each).study}/series/${uidsOf(each).series}/instances/${uidsOf(each).image}/frames/1`;
  const answer = await send('GET', pathOf(number), { cookie });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('private, no-store');
  expect(answer.rawPayload.includes(Buffer.from([13, 10, 13, 10, number, 13, 10]))).toBe(true);
  const statuses = await Promise.all(
    [1, 2, 3, 4].map(async (each) => (await send('GET', pathOf(each), { cookie })).statusCode),
  );
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(2);
});

test('a body that does not fit the contract is refused with the field that is wrong', async () => {
  const cookie = await readerCookie();
  const answer = await send('POST', '/api/sign-in', { cookie, body: { token: 1 } });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ issues: [{ path: 'token' }] });
});
