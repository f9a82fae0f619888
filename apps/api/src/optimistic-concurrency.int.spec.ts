import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  changeProtocol,
  changeReader,
  freezeStudy,
  getProtocolText,
  getReader,
  getStudy,
  type Operation,
  operations,
  pathOf,
  type Problem,
  type ReaderDetail,
  type StudyDetail,
} from '@lectern/contracts';
import {
  signing,
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../libs/conduct/testing/test-installation.js';
import { planStudy, protocolText, type TestStudy } from '../../../libs/conduct/testing/test-study.js';
import { createApi } from './create-api.js';

let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
let token: string;
let params: Record<string, string>;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await planStudy(installation, await installation.administrator());
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  ({ token } = await installation.conduct.signIn.createToken(study.coordinator, 'concurrency'));
  const { conduct } = installation;
  const { reader } = await conduct.readers.invite(study.coordinator, study.id, { name: 'Misspelt', kind: 'person' });
  params = { study: study.id, reader };
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

function send(operation: Operation, headers: Record<string, string> = {}, body?: object) {
  return app.inject({
    method: operation.method.toUpperCase() as 'GET',
    url: pathOf(operation, params),
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body && { payload: body }),
  });
}

const tagOf = async (operation: Operation): Promise<string> => `${(await send(operation)).headers.etag}`;
const all = operations as readonly Operation[];

test('what changes something names the tagged operation that shows it, and no tagged one is a reader’s', () => {
  const tagged = all.filter((operation) => operation.tagged);
  for (const { changes } of all.filter((operation) => operation.changes))
    expect(tagged.map(({ id }) => id)).toContain(changes);
  expect(tagged.filter(({ permission }) => permission === 'read:own')).toEqual([]);
});

test.each(all.filter(({ changes }) => changes).map((operation) => [operation.id, operation] as const))(
  '%s: without If-Match it is refused, and says what to do',
  async (_, operation) => {
    const answer = await send(operation, {}, {});
    expect(answer.statusCode).toBe(428);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<Problem>()).toMatchObject({
      type: 'precondition-required',
      remedy: expect.stringContaining(operation.changes!) as string,
    });
  },
);

test('of two changes of the same reader one is stored, the other is told to look again', async () => {
  const tag = await tagOf(getReader);
  const change = (name: string) => send(changeReader, { 'if-match': tag }, { name, email: null, stratum: null });
  const answers = await Promise.all(['Ada', 'Eve'].map(change));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  const refused = answers.find(({ statusCode }) => statusCode === 412)!.json<Problem>();
  expect(refused).toMatchObject({ type: 'stale', remedy: expect.stringContaining('Load it again') as string });
  const stored = answers.find(({ statusCode }) => statusCode === 200)!.json<ReaderDetail>();
  expect((await send(getReader)).json()).toEqual(stored);
  const again = await send(
    changeReader,
    { 'if-match': `"other", ${await tagOf(getReader)}` },
    { ...{ name: 'Ada', email: 'ada@example.org', stratum: null } },
  );
  expect(again.json()).toMatchObject({ name: 'Ada', email: 'ada@example.org' });
  const { items } = await installation.conduct.record.audit(study.id, { ...wholePage, act: 'reader.changed' });
  expect(items).toHaveLength(2);
  expect(JSON.stringify(items)).not.toContain('example.org');
});

test('a protocol that somebody else changed meanwhile is neither overwritten nor frozen', async () => {
  const seen = (await send(getStudy)).json<StudyDetail>().protocolTag;
  expect(seen).toBe(await tagOf(getProtocolText));
  const mine = { protocol: protocolText().replace('target: Haemorrhage', 'target: Bleeding') };
  expect((await send(changeProtocol, { 'if-match': seen }, mine)).statusCode).toBe(200);
  expect((await send(changeProtocol, { 'if-match': seen }, { protocol: protocolText() })).statusCode).toBe(412);
  expect((await send(freezeStudy, { 'if-match': seen }, { signature: signing() })).statusCode).toBe(412);
  expect((await send(getProtocolText)).body).toBe(mine.protocol);
  expect((await send(getStudy)).json()).toMatchObject({ phase: 'draft', freeze: null });
  expect((await send(changeProtocol, { 'if-match': '*' }, { protocol: protocolText() })).statusCode).toBe(200);
});

test('what is held already is not sent again; a change is', async () => {
  for (const operation of [getStudy, getProtocolText, getReader] as Operation[]) {
    const tag = await tagOf(operation);
    const same = await send(operation, { 'if-none-match': `W/${tag}` });
    expect([operation.id, same.statusCode, same.body, same.headers.etag]).toEqual([operation.id, 304, '', tag]);
    const other = await send(operation, { 'if-none-match': '"other"' });
    expect([other.statusCode, other.body.length > 0]).toEqual([200, true]);
  }
  const before = await tagOf(getReader);
  await send(changeReader, { 'if-match': '*' }, { name: 'Ada L.', email: null, stratum: null });
  expect((await send(getReader, { 'if-none-match': before })).statusCode).toBe(200);
});

test('name and stratum of a reader are the roster’s: frozen with it, and the name their own once they came', async () => {
  const { conduct, enter } = installation;
  const other = { name: 'Ada L.', email: 'new@example.org', stratum: 'residents' };
  expect((await send(changeReader, { 'if-match': '*' }, other)).json()).toMatchObject({ type: 'no-stratum' });
  await enter((await conduct.readers.renewLink(study.coordinator, study.id, params.reader as never)).token);
  const renamed = { name: 'Another', email: null, stratum: null };
  expect((await send(changeReader, { 'if-match': '*' }, renamed)).json()).toMatchObject({ type: 'name-theirs' });
});
