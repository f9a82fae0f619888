import type { UserId } from '@lectern/contracts';
import { judgeAll, startPanel, type TestPanel } from '../../../libs/conduct/testing/test-panel.js';
import { wholePage } from '../../../libs/conduct/testing/test-installation.js';
import { type ConductedWorld, startConductedWorld, until } from '../testing/conducted-world.js';

let world: ConductedWorld;
let panel: TestPanel;
beforeAll(async () => {
  world = await startConductedWorld();
  panel = await startPanel(world, await world.administrator(), { emails: true });
});
afterAll(() => world.close());

const to = (address: string): string[] =>
  world.mail.filter((each) => each.to === address).map(({ subject }) => subject.replace(/^.*: /, ''));
const [one, two, judge] = ['one', 'two', 'judge'].map((name) => `${name}@hospital.test`) as [string, string, string];
const wait = 'cases wait to be judged by you';
const still = 'cases still wait to be judged by you';
const invited = 'you are invited to judge cases';

test('members are invited, told of their cases, and reminded for each week in which they judge none', async () => {
  const { study, members } = panel;
  await until(async () => to(one).includes(wait) && to(two).includes(wait) && to(judge).includes(invited));
  await judgeAll(world, study, members[0], () => ({ there: 'absent' }));
  await world.settled();
  await world.pass(7);
  await until(async () => to(two).includes(still));
  expect([to(one), to(two), to(judge)]).toEqual([[invited, wait], [invited, wait, still], [invited]]);
  const [reminder] = world.mail.filter(({ subject }) => subject.endsWith(still));
  expect(reminder?.text).toMatch(
    /^Dear Member Two,\n\n.+\n\nThis link signs you in once:\nhttps:\/\/lectern\.test\/sign-in#token=/,
  );
});

test('the successor of a silent member is told, who left is not; the adjudicator is told when the first case comes', async () => {
  const { conduct } = world;
  const { study, coordinator, members } = panel;
  const successor = { name: 'Dr New', email: 'new@hospital.test', reason: 'No answer in a week.' };
  const { token } = await conduct.truthing.replace(coordinator, study, members[1].user as UserId, successor);
  await until(async () => to(successor.email).includes(wait));
  await world.pass(7);
  await until(async () => to(successor.email).includes(still));
  expect(to(two)).toEqual([invited, wait, still]);
  await judgeAll(world, study, await world.enter(token), () => ({ there: 'present', grade: 1 }));
  await until(async () => to(judge).includes(wait));
  expect(to(judge)).toEqual([invited, wait]);

  const { items } = await conduct.truthing.reminders(study, wholePage);
  expect(items.map(({ name, kind, sentAt }) => [name, kind, sentAt !== null]).sort()).toEqual(
    [
      ...['Adjudicator', 'Dr New', 'Member One', 'Member Two'].map((name) => [name, 'invited', true]),
      ...['Adjudicator', 'Dr New', 'Member One', 'Member Two'].map((name) => [name, 'cases-wait', true]),
      ...['Dr New', 'Member Two'].map((name) => [name, 'cases-still-wait', true]),
    ].sort(),
  );
  expect(JSON.stringify(items)).not.toContain('token=');
  const page = await conduct.truthing.reminders(study, { limit: 3 });
  const rest = await conduct.truthing.reminders(study, { limit: 50, after: page.next! });
  expect([...page.items, ...rest.items]).toEqual(items);
});
