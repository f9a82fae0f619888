import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor, LiveEvent } from '@lectern/conduct';
import { liveEventSchemas, type Progress } from '@lectern/contracts';
import { finishStudy, type FinishedStudy } from '../../../../libs/conduct/testing/test-bundle.js';
import { startTestInstallation, type TestInstallation } from '../../../../libs/conduct/testing/test-installation.js';
import { createApi } from '../create-api.js';
import { streamEvents } from './event-stream.js';

let installation: TestInstallation;
let study: FinishedStudy;
let app: NestFastifyApplication;
let origin: string;
const open: AbortController[] = [];

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await finishStudy(installation, 2, 1);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const each of open) each.abort();
  await app.close();
  await installation.close();
});

interface Heard {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
}

/** A follower of a stream, and what it heard so far. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  open.push(abort);
  const response = await fetch(url, { headers, signal: abort.signal });
  const heard: Heard[] = [];
  let text = '';
  const ended = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks)
        heard.push(Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string])));
    }
  })().catch(() => undefined);
  return { response, heard, ended, events: () => heard.filter(({ event }) => event), leave: () => abort.abort() };
}

/** Sorted: a request that comes within the first look is told of by the bundles first. */
const kindsOf = (events: readonly Heard[]): (string | undefined)[] => events.map(({ event }) => event).sort();

const follow = async (actor: Actor, after?: string) => {
  const { token } = await installation.conduct.signIn.createToken(actor, 'live');
  return listen(`${origin}/api/studies/${study.id}/progress/events`, {
    ...{ authorization: `Bearer ${token}` },
    ...(after !== undefined && { 'last-event-id': after }),
  });
};

async function until(is: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !is();) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const member = async (role: 'monitor' | 'statistician'): Promise<Actor> => {
  const draft = await installation.conduct.studies.create(study.coordinator, { protocol: await text() });
  const { token, user } = await installation.conduct.members.invite(study.coordinator, draft.id, { name: role, role });
  await installation.records.transaction((tx) => tx.studies.addMember(study.id, user, role, tx.now));
  return installation.enter(token);
};
const text = (): Promise<string> => installation.conduct.studies.protocolText(study.id);

test('the state comes at once, every change after it, and an export step by step to its end', async () => {
  const stream = await follow(study.coordinator);
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  await until(() => stream.events().length >= 2);
  expect(stream.heard[0]).toEqual({ retry: '3000' });
  expect(stream.events().map(({ event }) => event)).toEqual(['progress', 'exports']);
  for (const { event, data } of stream.events())
    liveEventSchemas[event as 'progress' | 'exports'].parse(JSON.parse(data!));
  await study.exportBundle();
  const last = (): { state: string; bytes: number } | undefined =>
    (JSON.parse(stream.events().findLast(({ event }) => event === 'exports')!.data!) as never[])[0];
  await until(() => last()?.state === 'done');
  expect(last()!.bytes).toBeGreaterThan(1000);
  stream.leave();
});

test('who comes back with the last id hears what is new since, and nothing twice', async () => {
  const before = await follow(study.coordinator);
  await until(() => before.events().length >= 2);
  const { id } = before.events().at(-1)!;
  before.leave();
  const same = await follow(study.coordinator, id);
  await installation.conduct.exports.request(study.coordinator, study.id);
  await until(() => same.events().length >= 2);
  expect(kindsOf(same.events())).toEqual(['exports', 'progress']); // the chain is longer by the request
  same.leave();
  const late = await follow(study.coordinator, id);
  await until(() => late.events().length >= 2);
  expect(kindsOf(late.events())).toEqual(['exports', 'progress']);
  late.leave();
  const fresh = await follow(study.coordinator, 'not an id of ours');
  await until(() => fresh.events().length >= 2);
  fresh.leave();
});

test('a monitor hears counts and no bundle; nobody without a part in the study hears anything', async () => {
  const stream = await follow(await member('monitor'));
  await until(() => stream.events().length > 0);
  const asked = await installation.conduct.exports.request(study.coordinator, study.id);
  const watching = await follow(await member('statistician'));
  await until(() => watching.events().some(({ data }) => data?.includes(asked.id)));
  expect(stream.events().map(({ event }) => event)).not.toContain('exports');
  const [first] = stream.events();
  expect((JSON.parse(first!.data!) as Progress).reads).toEqual({ planned: 4, submitted: 4 });
  expect(JSON.stringify(stream.heard)).not.toMatch(/aided|positive|condition|truth/);
  for (const each of [stream, watching]) each.leave();
  expect((await follow(study.readers[0]!)).response.status).toBe(403);
});

test('a quiet stream has heartbeats, and ends when its follower may follow no more', async () => {
  let may = true;
  let left = false;
  const server = fastify();
  server.get('/', (request, reply) =>
    streamEvents(request, reply, {
      heartbeatMillis: 20,
      stillMay: () => Promise.resolve(may),
      follow: (onEvent) => {
        onEvent({ id: 'a.', event: 'progress', data: {} } as LiveEvent);
        return Promise.resolve(() => (left = true));
      },
    }),
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  const stream = await listen(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}/`);
  await until(() => stream.heard.filter((block) => Object.keys(block)[0] === '').length > 2);
  expect(left).toBe(false);
  may = false;
  await stream.ended;
  expect(left).toBe(true);
  await server.close();
});
