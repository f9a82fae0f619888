import type { UserId } from '@lectern/contracts';
import { judgeAll, panelProtocol, present, type TestPanel } from '../../testing/test-panel.js';
import { startPanelWorld } from '../../testing/panel-world.js';
import { type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { openOf, uidsOf } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let activities: Activities;
let panel: TestPanel;
let successor: Actor;
let judge: Actor;
const reason = 'Has left the hospital.';

beforeAll(async () => {
  ({ installation, activities, panel } = await startPanelWorld());
});
afterAll(() => installation.close());

/** Submits the first case alone. @returns its number */
async function judgeOne(who: Actor, there: 'present' | 'absent'): Promise<number> {
  const task = openOf(await installation.conduct.truthing.begin(who, panel.study));
  const said = there === 'absent' ? { there } : present(task, 2, [0, 0, 0]);
  await installation.conduct.truthing.submit(who, panel.study, task.id, {
    ...{ stage: 1, lease: task.lease, revision: 1, sequence: 0, finalEvents: [], answers: said },
  });
  return Number(task.images.studyInstanceUid.slice('2.25.1'.length));
}

const numbers = async (): Promise<number[]> =>
  (await installation.conduct.truthing.panel(panel.study)).members.map(({ submitted }) => submitted);

test('the cases that a member has not judged go to the successor, who sees nothing of what was said or drafted', async () => {
  const { conduct } = installation;
  const { coordinator, study, members } = panel;
  const judged = await judgeOne(members[1], 'absent');
  const open = openOf(await conduct.truthing.begin(members[1], study));
  const secret = { lease: open.lease, stage: 1, revision: 1, answers: { there: 'present', grade: 4 } };
  await conduct.truthing.draft(members[1], study, open.id, secret);

  const { token, name } = await conduct.truthing.replace(coordinator, study, members[1].user as UserId, { name: 'Dr New', email: 'new@hospital.test', reason }); // prettier-ignore
  expect(name).toBe('Dr New');
  successor = await installation.enter(token);
  expect(await conduct.truthing.panel(study)).toMatchObject({
    members: [
      { number: 1, planned: 4, leftAt: null },
      { number: 2, planned: 1, submitted: 1, leftAt: installation.clock.now().toISOString() },
      { number: 3, adjudicator: true },
      { number: 4, replaces: 2, planned: 3, submitted: 0, leftAt: null },
    ],
  });
  const shown = openOf(await conduct.truthing.begin(successor, study));
  expect(shown).toMatchObject({ position: 1, of: 3, draft: null });
  expect(JSON.stringify(await conduct.truthing.overview(successor, study))).not.toMatch(/"grade":4|"there":"/);
  const seen = await judgeAll(installation, study, successor, () => ({ there: 'absent' }));
  expect([...seen, judged].toSorted()).toEqual([1, 2, 3, 4]);
});

test('who left comes in no more: neither to a case nor to its images', async () => {
  const { conduct } = installation;
  const { coordinator, study, members } = panel;
  expect(await conduct.signIn.sessions(members[1])).toEqual([]);
  await expect(conduct.truthing.begin(members[1], study)).rejects.toMatchObject({ code: 'no-study' });
  const uid = uidsOf(1);
  await expect(conduct.images.metadata(members[1], uid.study, uid.series)).rejects.toMatchObject({ code: 'no-images' });
  expect((await conduct.access.permissions(members[1], study)).has('truth:own')).toBe(false);
  const again = conduct.truthing.replace(coordinator, study, members[1].user as UserId, { name: 'Dr X', reason });
  await expect(again).rejects.toMatchObject({ code: 'replaced' });
  await expect(conduct.truthing.renewLink(coordinator, study, members[1].user as UserId)).rejects.toMatchObject({ code: 'no-member' }); // prettier-ignore
});

test('neither who left nor who has read takes the other part, under whatever account', async () => {
  const { conduct } = installation;
  const { coordinator, study, members, adjudicator } = panel;
  await expect(conduct.members.addRole(coordinator, study, adjudicator.user as UserId, { role: 'statistician', reason })).rejects.toMatchObject({ code: 'not-independent' }); // prettier-ignore
  const asReader = { name: 'N. Doctor', email: 'NEW@hospital.test', kind: 'person' } as const;
  await expect(conduct.readers.invite(coordinator, study, asReader)).rejects.toMatchObject({ code: 'not-independent' });
  await conduct.readers.invite(coordinator, study, { ...asReader, email: 'reader@hospital.test' });
  const asMember = { name: 'Dr Y', email: 'Reader@hospital.test', reason };
  await expect(conduct.truthing.replace(coordinator, study, members[0].user as UserId, asMember)).rejects.toMatchObject({ code: 'not-independent' }); // prettier-ignore
  expect(await numbers()).toEqual([0, 1, 0, 3]);
});

test('what was said before counts with what the others say, an adjudicator can be replaced too, and the history says all of it', async () => {
  const { conduct, records } = installation;
  const { coordinator, study, members, adjudicator } = panel;
  await judgeAll(installation, study, members[0], (number, task) => number % 2 ? present(task, 2, [0, 0, 0]) : { there: 'absent' }); // prettier-ignore
  expect(await activities.advanceTruthing(study)).toMatchObject({ done: false });
  expect(await conduct.truthing.panel(study)).toMatchObject({ settled: 2, waiting: 2 });
  const first = await judgeOne(adjudicator, 'present');
  await activities.advanceTruthing(study);
  const { token } = await conduct.truthing.replace(coordinator, study, adjudicator.user as UserId, { name: 'Judge Two', reason }); // prettier-ignore
  judge = await installation.enter(token);
  const second = await judgeAll(installation, study, judge, (_, task) => {
    expect(task.panel?.opinions).toHaveLength(2);
    return { there: 'absent' };
  });
  expect([first, ...second].toSorted()).toEqual([1, 3]);
  expect(await activities.advanceTruthing(study)).toMatchObject({ done: true });

  const closed = await conduct.truthing.panel(study);
  expect(closed).toMatchObject({ settled: 4, agreement: { members: 2, cases: 4, adjudicated: 2, replaced: 2 } });
  const opinions = await records.read.truthing.opinionsOfStudy(study);
  const by = (member: number) => opinions.filter((each) => each.member.number === member).length;
  expect([1, 2, 3, 4, 5].map(by)).toEqual([4, 1, 1, 3, 1]);
  const { items } = await conduct.record.audit(study, wholePage);
  expect(items.filter(({ act }) => act === 'truther.replaced')).toMatchObject([
    { reason, before: { member: 2 }, after: { name: 'Dr New', number: 4, replaces: 2, cases: 3 } },
    { reason, before: { member: 3 }, after: { number: 5, replaces: 3, adjudicator: true, cases: 1 } },
  ]);
  const late = conduct.truthing.replace(coordinator, study, judge.user as UserId, { name: 'Dr Z', reason });
  await expect(late).rejects.toMatchObject({ code: 'panel-closed' });
});

test('a seat can change hands before the panel begins', async () => {
  const { conduct } = installation;
  const { coordinator } = panel;
  const { id } = await conduct.studies.create(coordinator, { protocol: panelProtocol(2) });
  const invited = await conduct.truthing.addMember(coordinator, id, { name: 'A', adjudicator: false });
  await conduct.truthing.replace(coordinator, id, invited.user, { name: 'B', reason });
  expect((await conduct.truthing.panel(id)).members).toMatchObject([{ leftAt: expect.any(String) }, { replaces: 1, planned: 0 }]); // prettier-ignore
  const third = { name: 'C', adjudicator: false };
  await conduct.truthing.addMember(coordinator, id, third);
  await expect(conduct.truthing.addMember(coordinator, id, third)).rejects.toMatchObject({ code: 'panel-full' });
});
