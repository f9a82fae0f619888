import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { openOf, protocolText, startStudy, type TestStudy, uidsOf } from '../../../libs/conduct/testing/test-study.js';
import { query } from '../../../libs/records/testing/test-database.js';
import { readRoleTable } from '../testing/role-table.js';
import { allRoutes, type Route } from '../testing/routes.js';
import { createApi } from './create-api.js';

let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
/** Session tokens by who calls. */
const tokens = new Map<string, string>();
/** What stands for each parameter of a path: of someone else, as the attacker would have guessed it. */
let foreign: Record<string, string>;
/** The same where it is the reader's own. */
let own: Record<string, string>;

const table = readRoleTable();
const routes = allRoutes();
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 4, 2);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  const { conduct, records, databaseUrl } = installation;
  const signIn = async (token: string): Promise<string> => (await conduct.signIn.redeem(token)).sessionToken;
  for (const role of ['coordinator', 'statistician', 'monitor', 'truther'] as const) {
    const { token } = await conduct.members.invite(study.coordinator, study.id, { name: role, role });
    tokens.set(role, await signIn(token!));
  }
  const other = await conduct.studies.create(study.coordinator, { protocol: protocolText() });
  const stranger = await conduct.members.invite(study.coordinator, other.id, { name: 'Stranger', role: 'coordinator' });
  tokens.set('stranger', await signIn(stranger.token!));
  const [mine, theirs] = await records.read.readers.ofStudy(study.id);
  const renewed = await conduct.readers.renewLink(study.coordinator, study.id, mine!.id as never);
  tokens.set('reader', await signIn(renewed.token));
  const reads = await Promise.all(
    study.readers.map(async (reader) => openOf(await conduct.reading.begin(reader, study.id))),
  );
  tokens.set('administrator', await signIn((await conduct.signIn.linkFor(study.coordinator)).token));
  await query(
    databaseUrl,
    `DELETE FROM membership WHERE user_id = '${study.coordinator.user}' AND study_id = '${study.id}'`,
  );
  const shown = reads[0]!.images.studyInstanceUid;
  const number = [1, 2, 3, 4].find((each) => uidsOf(each).study === shown)!;
  const next = reads[0]!.prefetch?.images.studyInstanceUid;
  const hidden = [1, 2, 3, 4].find((each) => ![shown, next].includes(uidsOf(each).study))!;
  foreign = paramsOf(reads[1]!.id, theirs!.id, hidden);
  own = paramsOf(reads[0]!.id, mine!.id, number);
}, 120_000);
afterAll(async () => {
  await app.close();
  await installation.close();
});

function paramsOf(read: string, reader: string, number: number): Record<string, string> {
  const uid = uidsOf(number);
  return {
    ...{ study: study.id, read, reader, case: 'id-of-no-case', session: 'session-of-another', export: 'no-export' },
    ...{ document: 'report.html', frames: '1', studyUid: uid.study, series: uid.series, instance: uid.image },
  };
}

function send({ method, path }: Route, who: string, params: Record<string, string>) {
  const token = tokens.get(who);
  const isImage = path.startsWith('/dicom-web');
  const url = path.replace(
    /:([a-z]+)/gi,
    (_, name: string) => params[isImage && name === 'study' ? 'studyUid' : name] ?? `no-${name}`,
  );
  const search = path === '/dicom-web/studies' ? `?StudyInstanceUID=${params.studyUid}` : '';
  return app.inject({
    method,
    url: url + search,
    headers: {
      host: 'lectern.test',
      origin: 'http://lectern.test',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(isQuestion(method) ? {} : { payload: {} }),
  });
}

const isQuestion = (method: Route['method']): boolean => method === 'GET' || method === 'HEAD';
const isStream = ({ path }: Route): boolean => path.endsWith('/progress/events');
const problem = /^application\/problem\+json/;

test('every route stands in the table once, and the table names no other', () => {
  expect([...table.keys()].sort()).toEqual(routes.map(nameOf).sort());
});

test.each([...(table.values().next().value?.keys() ?? [])])(
  '%s gets nothing that the table does not grant',
  async (who) => {
    const wrong: object[] = [];
    for (const route of routes.filter(({ path }) => path !== '/api/sign-out')) {
      const cell = table.get(nameOf(route))?.get(who);
      if (cell === 'yes' && isStream(route)) continue; // it would not end
      const { statusCode, body, headers } = await send(route, who, foreign);
      const isProblem = problem.test(`${headers['content-type']}`);
      const type = isProblem ? (body ? (JSON.parse(body) as { type: string }).type : 'said without a body') : undefined;
      const isRefused = [401, 403, 404].includes(statusCode) && type !== undefined;
      const isKept = cell === 'own' ? isRefused || body === '[]' || statusCode === 422 : isRefused;
      const isReached = ![401, 403].includes(statusCode) && type !== 'no-study' && type !== 'about:blank';
      const isSignIn = route.permission === 'public' && statusCode === 422;
      if (cell === 'yes' ? !isReached && !isSignIn : !isKept)
        wrong.push({ route: nameOf(route), cell, statusCode, body: body.slice(0, 200) });
      if (cell !== 'yes' && who === 'signed out' && statusCode !== 401)
        wrong.push({ route: nameOf(route), statusCode });
    }
    expect(wrong).toEqual([]);
  },
);

test('a reader reaches what is their own, so the refusals above are of whose it is', async () => {
  const image = routes.find(({ path }) => path.endsWith('/frames/:frames'))!;
  expect((await send(image, 'reader', own)).statusCode).toBe(200);
  expect((await send(image, 'reader', foreign)).statusCode).toBe(404);
  for (const route of routes.filter(
    ({ path, permission }) => path.includes('/reads/:read/') && permission === 'read:own',
  )) {
    const answer = await send(route, 'reader', own);
    expect({ route: nameOf(route), refused: [401, 403, 404].includes(answer.statusCode) }).toEqual({
      route: nameOf(route),
      refused: false,
    });
  }
});

test('after the lock every write to a study is a conflict, whatever it says', async () => {
  const locked = await installation.conduct.studies.create(study.coordinator, { protocol: protocolText() });
  await query(installation.databaseUrl, `UPDATE study SET phase = 'locked' WHERE id = '${locked.id}'`);
  const writes = routes.filter(
    ({ method, path, writesStudy }) => !isQuestion(method) && path.includes('/studies/:study') && writesStudy,
  );
  expect(writes.length).toBeGreaterThan(10);
  await query(
    installation.databaseUrl,
    `INSERT INTO membership (study_id, user_id, role, created_at) SELECT '${locked.id}', '${study.coordinator.user}', r::role, now() FROM unnest(ARRAY['reader','truther']) r ON CONFLICT DO NOTHING`,
  );
  for (const route of writes) {
    const { statusCode, body } = await send(route, 'administrator', { ...foreign, study: locked.id });
    expect({ route: nameOf(route), statusCode, type: (JSON.parse(body) as { type: string }).type }).toEqual({
      route: nameOf(route),
      statusCode: 409,
      type: 'locked',
    });
  }
  expect(
    routes
      .filter((route) => !isQuestion(route.method) && route.path.includes('/studies/:study') && !route.writesStudy)
      .map(nameOf)
      .sort(),
  ).toEqual([
    'POST /api/studies/:study/cases/:case/identity',
    'POST /api/studies/:study/cases/:case/original',
    'POST /api/studies/:study/clone',
    'POST /api/studies/:study/exports',
    'POST /api/studies/:study/members/:user/roles/removal',
  ]);
});
