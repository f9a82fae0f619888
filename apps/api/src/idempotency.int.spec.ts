import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createStudy,
  type Invitation,
  inviteReader,
  type Operation,
  operations,
  pathOf,
  recordDeviation,
  takesKey,
} from '@lectern/contracts';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../libs/conduct/testing/test-installation.js';
import { protocolText, startStudy, type TestStudy } from '../../../libs/conduct/testing/test-study.js';
import { query } from '../../../libs/records/testing/test-database.js';
import { createApi } from './create-api.js';
import { REPLAYED } from './http/idempotency.interceptor.js';

let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
let token: string;
let keys = 0;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  ({ token } = await installation.conduct.signIn.createToken(study.coordinator, 'once'));
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

const newKey = (): string => `a key of this test ${++keys}`.replaceAll(' ', '-');

function send(operation: Operation, key: string | null, body: object, params = {}, as = token) {
  return app.inject({
    method: 'POST',
    url: pathOf(operation, { study: study.id, ...params }),
    headers: { authorization: `Bearer ${as}`, ...(key !== null && { 'idempotency-key': key }) },
    payload: body,
  });
}

const draft = async (): Promise<string> =>
  (await send(createStudy, null, { protocol: protocolText() })).json().id as string;
const deviations = async (): Promise<number> =>
  (await installation.conduct.record.deviations(study.id, wholePage)).items.length;
const note = (text: string) => ({ kind: 'other', text });

test('asked for again, an act is not done again: the first answer comes back, its link too', async () => {
  const id = await draft();
  const key = newKey();
  const ask = () => send(inviteReader, key, { name: 'Ada' }, { study: id });
  const [first, second] = [await ask(), await ask()];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect([first.headers[REPLAYED], second.headers[REPLAYED]]).toEqual([undefined, 'true']);
  expect(second.json<Invitation>()).toEqual(first.json());
  expect((await installation.conduct.progress.of(id as never)).readers).toHaveLength(1);
  const { rows } = await query(installation.databaseUrl, 'SELECT * FROM idempotency_key');
  const kept = JSON.stringify(rows) + rows.map(({ answer }) => Buffer.from(answer as Buffer).toString('latin1')).join();
  const [, secret] = first.json<Invitation>().link!.split('#token=');
  for (const hidden of [key, secret!, 'Ada']) expect(kept).not.toContain(hidden);
});

test('many at once under one key have one effect and one answer', async () => {
  const before = await deviations();
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(recordDeviation, key, note('Once'))));
  expect(new Set(answers.map(({ body, statusCode }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(answers[0]!.statusCode).toBe(201);
  expect(answers.filter(({ headers }) => headers[REPLAYED] === 'true')).toHaveLength(7);
  expect(await deviations()).toBe(before + 1);
});

test('another request under the same key is refused; another person may use it, and a new key is a new act', async () => {
  const key = newKey();
  await send(recordDeviation, key, note('This'));
  const other = await send(recordDeviation, key, note('That'));
  expect([other.statusCode, other.json()]).toMatchObject([422, { type: 'idempotency-key-reused' }]);
  const before = await deviations();
  await installation.conduct.members
    .invite(study.coordinator, study.id, { name: 'Two', role: 'coordinator' })
    .then(async ({ token: link }) => {
      const second = await installation.enter(link);
      const { token: theirs } = await installation.conduct.signIn.createToken(second, 'theirs');
      expect((await send(recordDeviation, key, note('Theirs'), {}, theirs)).statusCode).toBe(201);
    });
  expect((await send(recordDeviation, newKey(), note('This'))).statusCode).toBe(201);
  expect(await deviations()).toBe(before + 2);
});

test('an act that is refused was not done: its key is still free', async () => {
  const key = newKey();
  expect((await send(createStudy, key, { protocol: 'lectern: 1' })).statusCode).toBe(422);
  const { rows } = await query(installation.databaseUrl, 'SELECT count(*)::int AS n FROM idempotency_key');
  expect((await send(createStudy, key, { protocol: protocolText() })).statusCode).toBe(201);
  const after = await query(installation.databaseUrl, 'SELECT count(*)::int AS n FROM idempotency_key');
  expect(after.rows[0]!.n).toBe((rows[0]!.n as number) + 1);
});

test('where the server died after the act and before its answer, the act is not done twice, and that is said', async () => {
  const key = newKey();
  await send(recordDeviation, key, note('Lost answer'));
  await query(installation.databaseUrl, 'UPDATE idempotency_key SET answer = NULL');
  const before = await deviations();
  const again = await send(recordDeviation, key, note('Lost answer'));
  expect([again.statusCode, again.json()]).toMatchObject([409, { type: 'idempotency-no-answer' }]);
  expect(await deviations()).toBe(before);
}, 30_000);

test('a key stands for a day, and a short one that could be guessed is none', async () => {
  const key = newKey();
  await send(recordDeviation, key, note('Daily'));
  installation.clock.advance({ days: 1 });
  expect((await send(recordDeviation, key, note('Daily'))).headers[REPLAYED]).toBeUndefined();
  expect((await send(recordDeviation, '1', note('Guessed'))).json()).toMatchObject({ type: 'bad-idempotency-key' });
});

test('every POST takes a key, but those that may be repeated by themselves', () => {
  const posts = (operations as readonly Operation[]).filter(({ method }) => method === 'post');
  expect(posts.filter((operation) => !takesKey(operation)).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['signInByLink', 'signInByPassword', 'uploadCase', 'submitRead', 'postEvents']),
  );
  const inStudy = posts.filter(({ permission, body }) => permission.startsWith('study:') && body !== 'multipart');
  expect(inStudy.filter((operation) => !takesKey(operation)).map(({ id }) => id)).toEqual(['receiveUpload']);
});
