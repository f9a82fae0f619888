import { createConduct } from '@lectern/conduct';
import { createRecords, type Records } from '@lectern/records';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { submission } from '../../../../libs/conduct/testing/test-study.js';
import { statementsOf } from '../../../../libs/records/testing/statements-of.js';
import { HOST, readingWorld, type ReadingWorld } from '../../testing/reading-world.js';
import { createApi } from '../create-api.js';

let world: ReadingWorld;
let records: Records;
let replica: NestFastifyApplication;

beforeAll(async () => {
  world = await readingWorld(({ prefetch }) => prefetch !== null);
  records = createRecords({ url: world.installation.databaseUrl, clock: world.installation.clock });
  replica = await createApi({ conduct: createConduct({ ...world.installation, records }), version: 'test' });
}, 60_000);
afterAll(async () => {
  await replica.close();
  await records.close();
  await world.close();
});

const statusAt = async (app: NestFastifyApplication, url: string): Promise<number> =>
  (await app.inject({ method: 'GET', url, headers: { host: HOST, cookie: world.cookie } })).statusCode;

interface Shown {
  readonly studyInstanceUid: string;
  readonly stacks: readonly { readonly seriesInstanceUid: string }[];
}

/** Everything of a case's first stack that a viewer asks for. */
function requestsFor({ studyInstanceUid, stacks }: Shown): string[] {
  const study = `/dicom-web/studies/${studyInstanceUid}`;
  const series = `${study}/series/${stacks[0]?.seriesInstanceUid}`;
  const image = `${series}/instances/2.25.3${studyInstanceUid.slice('2.25.1'.length)}`;
  return [`${study}/series`, `${series}/metadata`, `${series}/thumbnail`, `${image}/frames/1`, `${image}/thumbnail`];
}

test('a frame is served after one look at the record: session, open read and grant in one statement', async () => {
  const url = requestsFor(world.read.images).find((each) => each.endsWith('frames/1'))!;
  expect(await statusAt(world.app, url)).toBe(200);
  const sent = await statementsOf(() => statusAt(world.app, url));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/state = 'open'.*auth_session/s);
});

test('many frames are served by one request, as a segmentation of many slices is asked for', async () => {
  const url = requestsFor(world.read.images).find((each) => each.endsWith('frames/1'))!;
  expect(await statusAt(world.app, url + ',1'.repeat(999))).toBe(200);
});

test('a read that is submitted at one replica grants nothing at another from its answer on, a session that ended nothing at all', async () => {
  const { installation, study, read } = world;
  const { conduct, clock } = installation;
  const was = requestsFor(read.images);
  const [reader] = study.readers;
  for (const app of [world.app, replica])
    for (const url of was) expect({ url, status: await statusAt(app, url) }).toEqual({ url, status: 200 });

  clock.advance({ seconds: 30 });
  const { next } = await conduct.reading.submit(reader!, study.id, read.id, submission(read, clock.now()));
  for (const url of was) expect({ url, status: await statusAt(replica, url) }).toEqual({ url, status: 404 });
  if (next.state !== 'reading') throw new Error('the session has no other read');
  const is = requestsFor(next.read.images);
  for (const url of is) expect({ url, status: await statusAt(replica, url) }).toEqual({ url, status: 200 });

  const [, token = ''] = world.cookie.split('=');
  await conduct.signIn.signOut(token);
  for (const url of is) expect({ url, status: await statusAt(replica, url) }).toEqual({ url, status: 401 });
});
