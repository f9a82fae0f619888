import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '@lectern/conduct';
import {
  addRole,
  admitMember,
  listPeople,
  type Operation,
  pathOf,
  type Person,
  removeRole,
  type ResetLink,
  resetPassword,
  type Role,
} from '@lectern/contracts';
import { installationChain } from '@lectern/records';
import {
  shareAddress,
  startTestInstallation,
  testPassword,
  type TestInstallation,
  wholePage,
} from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText, startStudy, type TestStudy } from '../../../../libs/conduct/testing/test-study.js';
import { createApi } from '../create-api.js';

let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
let token: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 2, 1);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  ({ token } = await installation.conduct.signIn.createToken(study.coordinator, 'roles'));
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

function send(operation: Operation, params: Record<string, string>, body?: object, as = token) {
  return app.inject({
    method: operation.method.toUpperCase() as 'GET',
    url: pathOf(operation, { study: study.id, ...params }),
    headers: { authorization: `Bearer ${as}` },
    ...(body && { payload: body }),
  });
}

async function member(role: Exclude<Role, 'reader'>): Promise<Actor> {
  const { conduct, enter } = installation;
  const { token: link } = await conduct.members.invite(study.coordinator, study.id, { name: `A ${role}`, role });
  return enter(link);
}

const rolesOf = async (user: string): Promise<Role[]> =>
  (await installation.conduct.members.list(study.id)).find((each) => each.user === user)?.roles ?? [];
const because = 'As the sponsor asks';

test('a member is given a second role and loses one again; both stand in the record with who and why', async () => {
  const statistician = await member('statistician');
  const { user } = statistician;
  const { token: theirs } = await installation.conduct.signIn.createToken(statistician, 'theirs');
  const params = { user };
  expect((await send(addRole, params, { role: 'monitor', reason: because })).json()).toMatchObject({
    ...{ user, roles: ['statistician', 'monitor'] },
  });
  expect((await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${theirs}` } })).statusCode).toBe(200);
  expect((await send(removeRole, params, { role: 'statistician', reason: because })).statusCode).toBe(204);
  expect(await rolesOf(user)).toEqual(['monitor']);
  expect((await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${theirs}` } })).statusCode).toBe(401);
  expect((await send(removeRole, params, { role: 'statistician', reason: because })).statusCode).toBe(404);
  const { items } = await installation.conduct.record.audit(study.id, { ...wholePage, text: because });
  expect(items).toMatchObject([
    { act: 'member.role-added', subject: user, after: { roles: ['statistician', 'monitor'] } },
    { act: 'member.role-removed', subject: user, before: { roles: ['statistician', 'monitor'] } },
  ]);
});

test('a study keeps a coordinator; a second one may end the first one’s part, their own sessions with it', async () => {
  const first = { user: study.coordinator.user };
  expect((await send(removeRole, first, { role: 'coordinator', reason: because })).json()).toMatchObject({
    ...{ status: 409, type: 'last-coordinator' },
  });
  const { user } = await member('coordinator');
  expect((await send(removeRole, { user }, { role: 'coordinator', reason: because })).statusCode).toBe(204);
  expect(await rolesOf(user)).toEqual([]);
});

test('parts that are not for one person are refused: reading with any, truth with what is told of the AI', async () => {
  const [reader] = study.readers;
  const refused = { status: 409, type: 'not-independent' };
  for (const role of ['monitor', 'coordinator', 'truther'])
    expect((await send(addRole, { user: reader!.user }, { role, reason: because })).json()).toMatchObject(refused);
  const truther = await member('truther');
  expect((await send(addRole, { user: truther.user }, { role: 'statistician', reason: because })).json()).toMatchObject(
    refused,
  );
  const statistician = await member('statistician');
  expect((await send(addRole, { user: statistician.user }, { role: 'truther', reason: because })).json()).toMatchObject(
    refused,
  );
  expect((await send(addRole, { user: truther.user }, { role: 'monitor', reason: because })).statusCode).toBe(201);
  expect((await send(addRole, { user: truther.user }, { role: 'reader', reason: because })).statusCode).toBe(422);
});

test('who has no part in the study is given a role by login or address, whole, and sees the study', async () => {
  const { conduct, enter, records } = installation;
  const other = await conduct.studies.create(study.coordinator, { protocol: protocolText() });
  const invite = (name: string, email: string) =>
    conduct.members.invite(study.coordinator, other.id, { name, email, role: 'monitor' });
  const known = await enter((await invite('Known', 'Known@Hospital.test')).token);
  await conduct.signIn.setPassword(known, { login: 'known.one', password: 'a password of the known' });
  const admit = async (person: string, role: string) =>
    (await send(admitMember, {}, { person, role, reason: because })).json<Record<string, unknown>>();
  expect(await admit('known@hospital.test', 'monitor')).toEqual({
    user: known.user,
    name: 'Known',
    roles: ['monitor'],
  });
  const both = await admit('KNOWN.one', 'statistician');
  expect(both.roles).toEqual(expect.arrayContaining(['monitor', 'statistician']));
  expect((await conduct.signIn.me(known)).studies.map(({ id }) => id)).toContain(study.id);
  expect(await admit('known', 'monitor')).toMatchObject({ status: 404, type: 'no-person' });
  expect(await admit('known%', 'monitor')).toMatchObject({ status: 404, type: 'no-person' });
  const { user } = await invite('Double', 'double@hospital.test');
  await shareAddress(installation, user, 'known@hospital.test');
  expect(await admit('known@hospital.test', 'monitor')).toMatchObject({ status: 409, type: 'several-people' });
  const noted = (await records.audit.entries(study.id)).filter(({ subject }) => subject === known.user);
  expect(noted[0]).toMatchObject({ act: 'member.role-added', reason: because, before: { roles: [] } });
});

test('an administrator resets a password by a one-time link: all that the person was signed in by ends', async () => {
  const { conduct, enter, records } = installation;
  const person = await member('monitor');
  const input = { login: 'lost', password: 'a password that is lost' };
  await conduct.signIn.setPassword(person, input);
  const { token: theirs } = await conduct.signIn.createToken(person, 'theirs');
  const params = { user: person.user };
  const wrong = { reason: because, proof: { password: 'not mine' } };
  expect((await send(resetPassword, params, wrong)).json()).toMatchObject({ status: 403, type: 'not-proven' });
  expect(await conduct.signIn.actorOf(theirs)).not.toBeNull();
  const made = await send(resetPassword, params, { reason: because, proof: { password: testPassword } });
  expect(made.statusCode).toBe(201);
  expect(await conduct.signIn.actorOf(theirs)).toBeNull();
  await expect(conduct.signIn.byPassword('lost', input.password)).rejects.toMatchObject({ code: 'not-proven' });
  const [, link] = made.json<ResetLink>().link.split('#token=');
  const back = await enter(link!);
  const again = { login: 'lost', password: 'another password of theirs' };
  expect(await conduct.signIn.setPassword(back, again)).toMatchObject({ login: 'lost', hasPassword: true });
  expect(await conduct.signIn.byPassword('lost', again.password)).toMatchObject({ me: { name: 'A monitor' } });
  const acts = (await records.audit.entries(installationChain)).filter(({ act }) => act === 'person.password-reset');
  expect(acts).toMatchObject([{ subject: person.user, reason: because, by: { id: study.coordinator.user } }]);
});

test('nobody resets their own, and who is no administrator neither sees people nor resets', async () => {
  const body = { reason: because, proof: { password: testPassword } };
  expect((await send(resetPassword, { user: study.coordinator.user }, body)).json()).toMatchObject({
    ...{ status: 409, type: 'own-password' },
  });
  const { items } = (await send(listPeople, {})).json<{ items: Person[] }>();
  expect(items.find(({ id }) => id === study.coordinator.user)).toMatchObject({
    administrator: true,
    hasPassword: true,
  });
  expect(JSON.stringify(items)).not.toContain('argon2');
  const other = await member('coordinator');
  const { token: theirs } = await installation.conduct.signIn.createToken(other, 'theirs');
  expect((await send(listPeople, {}, undefined, theirs)).statusCode).toBe(403);
  expect((await send(resetPassword, { user: study.coordinator.user }, body, theirs)).statusCode).toBe(403);
});
