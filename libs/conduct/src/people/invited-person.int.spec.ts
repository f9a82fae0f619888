import type { StudyId } from '@lectern/contracts';
import { panelProtocol } from '../../testing/test-panel.js';
import { query } from '../../../records/testing/test-database.js';
import { shareAddress, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let coordinator: Actor;
const ada = { name: 'Ada', email: 'Ada@Hospital.test', kind: 'person' } as const;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

const newStudy = async (protocol = protocolText(2, 2)): Promise<StudyId> =>
  (await installation.conduct.studies.create(coordinator, { protocol })).id;
const peopleUnder = async (email: string) => installation.records.read.people.invitedUnder(email);

test('who is here under the address, in whatever letters, is found and said; no link is made that would sign in as them', async () => {
  const { conduct } = installation;
  const [first, second, third] = [await newStudy(), await newStudy(), await newStudy(panelProtocol(2))];
  const invited = await conduct.readers.invite(coordinator, first, ada);
  const reader = await installation.enter(invited.token);
  const again = await conduct.readers.invite(coordinator, second, {
    ...ada,
    name: 'A. L.',
    email: 'ada@hospital.TEST',
  });
  expect(again).toMatchObject({ name: 'Ada', token: null, expiresAt: null });
  const member = { name: 'Someone', email: 'ADA@hospital.test', adjudicator: false };
  expect(await conduct.truthing.addMember(coordinator, third, member)).toMatchObject({ user: reader.user, name: 'Ada', token: null }); // prettier-ignore
  expect(await peopleUnder('ada@hospital.test')).toHaveLength(1);
  const { studies } = await conduct.signIn.me(reader);
  expect(studies.map(({ roles }) => roles).sort()).toEqual([['reader'], ['reader'], ['truther']]);
  const other = conduct.readers.renewLink(coordinator, second, again.reader);
  await expect(other).rejects.toMatchObject({ code: 'signs-in-otherwise' });
  const elsewhere = { name: 'Ada', email: 'mine@hospital.test', stratum: null };
  const moved = conduct.readers.change(coordinator, second, again.reader, elsewhere, 'any');
  await expect(moved).rejects.toMatchObject({ code: 'address-theirs' });
});

test('two who invite one person at once make one', async () => {
  const { conduct } = installation;
  const studies = await Promise.all([1, 2, 3].map(() => newStudy()));
  const bea = { ...ada, name: 'Bea', email: 'bea@hospital.test' };
  const all = await Promise.all(studies.map((study) => conduct.readers.invite(coordinator, study, bea)));
  expect(all.filter(({ token }) => token !== null)).toHaveLength(1);
  expect(await peopleUnder('bea@hospital.test')).toHaveLength(1);
});

test('nobody has one part twice, nor two that do not go together', async () => {
  const { conduct } = installation;
  const study = await newStudy(panelProtocol(2));
  await conduct.readers.invite(coordinator, study, ada);
  await expect(conduct.readers.invite(coordinator, study, ada)).rejects.toMatchObject({ code: 'is-reader' });
  const statistician = { name: 'Ada', email: ada.email, role: 'statistician' } as const;
  await expect(conduct.members.invite(coordinator, study, statistician)).rejects.toMatchObject({ code: 'not-independent' }); // prettier-ignore
  const member = { name: 'Ada', email: ada.email, adjudicator: true };
  await expect(conduct.truthing.addMember(coordinator, study, member)).rejects.toMatchObject({ code: 'not-independent' }); // prettier-ignore
  const cleo = { name: 'Cleo', email: 'cleo@hospital.test', role: 'statistician' } as const;
  await conduct.members.invite(coordinator, study, cleo);
  await expect(conduct.members.invite(coordinator, study, cleo)).rejects.toMatchObject({ code: 'has-role' });
  await expect(conduct.readers.invite(coordinator, study, { ...ada, email: cleo.email })).rejects.toMatchObject({ code: 'not-independent' }); // prettier-ignore
});

test('programs that stand in for readers are new each time, and so is who has no address', async () => {
  const { conduct } = installation;
  const study = await newStudy();
  for (const person of [
    { ...ada, kind: 'simulated' as const },
    { name: 'Ada', kind: 'person' as const },
  ])
    expect((await conduct.readers.invite(coordinator, study, person)).token).not.toBeNull();
});

test('a link that would open an administrator’s account is made for nobody', async () => {
  const { conduct, records } = installation;
  const boss = { name: 'Boss', email: 'boss@hospital.test', kind: 'person' } as const;
  await records.transaction((tx) => tx.people.change(coordinator.user, { name: 'Boss', email: boss.email }));
  const study = await newStudy();
  await expect(conduct.readers.invite(coordinator, study, boss)).rejects.toMatchObject({ code: 'not-independent' });
});

test('one address stands for one person: no reader, login or second account gets that of another', async () => {
  const { conduct, databaseUrl, enter } = installation;
  const [first, second] = [await newStudy(), await newStudy()];
  const dora = await conduct.readers.invite(coordinator, first, { ...ada, name: 'Dora', email: 'dora@hospital.test' });
  const enno = await conduct.readers.invite(coordinator, second, { ...ada, name: 'Enno', email: 'enno@hospital.test' });
  const change = (email: string) => conduct.readers.change(coordinator, second, enno.reader, { name: 'Enno', email, stratum: null }); // prettier-ignore
  const taken = { code: 'address-taken', message: expect.stringContaining('Dora@Hospital.test'), remedy: expect.stringContaining('invite them') }; // prettier-ignore
  await expect(change('Dora@Hospital.test')).rejects.toMatchObject(taken);
  expect(await change('Enno@Hospital.test')).toMatchObject({ email: 'Enno@Hospital.test' });
  const password = 'a password of the reader';
  const actor = await enter(enno.token);
  await expect(conduct.signIn.setPassword(actor, { login: 'dora@hospital.test', password })).rejects.toMatchObject({ code: 'login-taken' }); // prettier-ignore
  await conduct.signIn.setPassword(actor, { login: 'enno@hospital.test', password });
  const program = { ...ada, name: 'A program', kind: 'simulated' } as const;
  const { reader } = await conduct.readers.invite(coordinator, first, program);
  const run = { name: 'A program', email: 'enno@hospital.test', stratum: null };
  expect(await conduct.readers.change(coordinator, first, reader, run)).toMatchObject({ email: 'enno@hospital.test' });
  const past = query(databaseUrl, `UPDATE user_account SET email = 'DORA@hospital.test' WHERE name = 'Enno'`);
  await expect(past).rejects.toThrow(/user_account_address_key/);
  expect(dora.token).not.toBeNull();
});

test('two whose addresses are corrected to one at once: one gets it, the other is told', async () => {
  const { conduct } = installation;
  const study = await newStudy();
  const both = await Promise.all(
    ['Finn', 'Gil'].map(async (name) => {
      const { reader } = await conduct.readers.invite(coordinator, study, { name, kind: 'person' });
      return { reader, change: { name, email: 'shared@hospital.test', stratum: null } };
    }),
  );
  const told = await Promise.allSettled(
    both.map(({ reader, change }) => conduct.readers.change(coordinator, study, reader, change)),
  );
  expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(told.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'address-taken' } });
});

test('who shares an address from before that rule goes on, and alone once it is corrected; nobody is taken for the other', async () => {
  const { conduct } = installation;
  const [first, second] = [await newStudy(), await newStudy()];
  await conduct.readers.invite(coordinator, first, { ...ada, name: 'Hal', email: 'hal@hospital.test' });
  const twin = await conduct.readers.invite(coordinator, second, { name: 'Ida', kind: 'person' });
  const ida = (await conduct.members.list(second)).find(({ name }) => name === 'Ida')!;
  await shareAddress(installation, ida.user, 'HAL@hospital.test');
  const again = conduct.readers.invite(coordinator, await newStudy(), { ...ada, email: 'hal@hospital.test' });
  await expect(again).rejects.toMatchObject({ code: 'several-people' });
  const change = (name: string, email: string) => conduct.readers.change(coordinator, second, twin.reader, { name, email, stratum: null }); // prettier-ignore
  await change('Ida B.', 'HAL@hospital.test');
  await change('Ida B.', 'ida@hospital.test');
  await expect(change('Ida B.', 'HAL@hospital.test')).rejects.toMatchObject({ code: 'address-taken' });
});
