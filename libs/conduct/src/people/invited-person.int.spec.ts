import type { StudyId } from '@lectern/contracts';
import { panelProtocol } from '../../testing/test-panel.js';
import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
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
