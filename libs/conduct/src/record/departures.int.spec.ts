import { Buffer } from 'node:buffer';
import type { OpenRead, ReaderId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { answers, openOf, planStudy, protocolText, submission } from '../../testing/test-study.js';
import { activitiesOf } from '../../testing/test-activities.js';

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

const protocol = (days: number): string => `${protocolText(2, 1).replace('days: 28', `days: ${days}`)}
  estimand: { set: per-protocol, majorDeviations: [time-limit, washout] }
pace: { readLimitSeconds: 30 }
display: { width: 1600, darkSteps: 6 }
`;

test('the system finds what departs from the plan, notes it once, and takes it out of the per-protocol set where it is major', async () => {
  const { conduct, clock } = installation;
  const activities = activitiesOf(installation);
  const study = await planStudy(installation, await installation.administrator(), 2, 1);
  const { id, coordinator } = study;
  await conduct.planning.change(coordinator, id, { protocol: protocol(28) });
  await conduct.studies.freeze(coordinator, id, signing());
  const [reader] = study.readers;
  const seat = (await conduct.progress.of(id)).readers[0]!.id as ReaderId;
  const read = async (open: OpenRead, seconds: number, pixelRatio: number, number: number) => {
    clock.advance({ seconds: seconds + 10 });
    const sent = submission(open, clock.now(), seconds, { answers: answers({ likelihood: number }) });
    const display = { kind: 'display' as const, atMillis: clock.now().getTime() - seconds * 1000, width: 900, height: 700, pixelRatio, darkStepsSeen: 7, roomLight: null }; // prettier-ignore
    return (await conduct.reading.submit(reader!, id, open.id, { ...sent, finalEvents: [display, ...sent.finalEvents] })).next; // prettier-ignore
  };
  const kinds = async () => (await conduct.record.deviations(id, wholePage)).items.map(({ kind, by, text }) => [kind, by, text.replace(/ pixels.*/, '')]); // prettier-ignore

  const first = openOf(await conduct.reading.begin(reader!, id));
  const second = openOf(await read(first, 20, 2, 1));
  await read(second, 90, 1, 2);
  await activities.advanceReader(seat);
  await activities.advanceReader(seat);
  const late = ['time-limit', 'Lectern', 'Reader 1, session 1, read 2 was answered after its time limit'];
  const small = [
    'display',
    'Lectern',
    'Reader 1, session 1, read 2 was shown below the display requirement: 900 x 700',
  ];
  expect(await kinds()).toEqual([late, small]);

  clock.advance({ days: 29 });
  await read(openOf(await conduct.reading.begin(reader!, id)), 20, 2, 3);
  await conduct.studies.amend(coordinator, id, { protocol: protocol(35), reason: 'A longer washout', signature: signing() }); // prettier-ignore
  await activities.advanceReader(seat);
  expect((await kinds()).map(([kind]) => kind)).toEqual(['time-limit', 'display', 'washout']);
  await conduct.readers.reopen(coordinator, id, first.id, 'A slip');
  await read(openOf(await conduct.reading.begin(reader!, id)), 20, 2, 4);

  await conduct.studies.lock(coordinator, id, 'Enough.', signing()); // the conductor was not asked since
  const found = await conduct.progress.oversight(id);
  expect(found).toMatchObject({ deviations: 4, deviationsByKind: expect.arrayContaining([{ kind: 'reopened', found: 'system', count: 1 }]) as unknown }); // prettier-ignore
  expect(await conduct.record.verification(id)).toMatchObject({ verified: true });

  await activities.computeAnalysis(id);
  await activities.writeReport(id);
  const state = await conduct.analysis.state(id);
  if (state.state !== 'done') throw new Error(state.state);
  expect(state.analysis.deviations.map(({ kind, found: by }) => [kind, by])).toEqual(
    ['time-limit', 'display', 'washout', 'reopened'].map((kind) => [kind, 'system']),
  );
  const { set } = state.analysis.endpoints.find(({ id: endpoint }) => endpoint === 'sensitivity')!;
  expect(set?.account.reduce((sum, { majorDeviations }) => sum + majorDeviations, 0)).toBe(3); // the late read, and both of the early session
  const report = Buffer.from((await conduct.analysis.document(id, 'report.html')).bytes).toString();
  expect(report).toContain('1 time-limit (found by the system), 1 display (found by the system)');
});
