import type { OpenRead, ReaderId, StudyId } from '@lectern/contracts';
import type { Actor } from '@lectern/conduct';
import { addReadyCase, answers, openOf, readSession, submission } from '../../../libs/conduct/testing/test-study.js';
import { signing, wholePage } from '../../../libs/conduct/testing/test-installation.js';
import { type ConductedWorld, startConductedWorld, until } from '../testing/conducted-world.js';

let world: ConductedWorld;
let coordinator: Actor;
beforeAll(async () => {
  world = await startConductedWorld();
  coordinator = await world.administrator();
});
afterAll(() => world.close());

interface Plan {
  readonly design: string;
  readonly readers: number;
  readonly cases: number;
  readonly firstCase: number;
  readonly more?: string;
  /** Host of the readers' addresses. */
  readonly mailHost?: string;
}

const protocolOf = ({ design, readers, cases, more = '' }: Plan): string => `
lectern: 1
title: A whole study
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: detector, version: 1.0.0, shows: [score, segmentation] } }
design: ${design}
readers: { planned: ${readers}, replacement: { rule: same-place } }
cases: { planned: ${cases}, stacks: [axial] }
questions:
  - { id: present, kind: decision, text: 'Present?' }
  - { id: likelihood, kind: rating, text: Likelihood }
  - { id: lesions, kind: findings, text: Mark, required: false, tools: [point] }
analysis:
  comparison: { from: unaided, to: aided }
  endpoints: [{ id: auc, figure: auc, role: primary }]
${more}`;

interface Started {
  readonly id: StudyId;
  readonly readers: readonly Actor[];
}

/** Plans and freezes a study; its readers are people. */
async function start(plan: Plan): Promise<Started> {
  const { conduct } = world;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolOf(plan) });
  const numbers = Array.from({ length: plan.cases }, (_, n) => plan.firstCase + n);
  for (const number of numbers) await addReadyCase(world, id, number);
  const rows = numbers.map((n) => ({ positive: n % 2 === 1, grade: n % 2, site: 'A', gestationalAgeWeeks: 24 }));
  await conduct.cases.putReferenceStandard(
    coordinator,
    id,
    rows.map((row, index) => ({ case: `case-${numbers[index]}`, ...row })),
  );
  const readers: Actor[] = [];
  for (let n = 1; n <= plan.readers; n++) {
    const invited = {
      name: `Reader ${n}`,
      kind: 'person' as const,
      ...(plan.mailHost ? { email: `reader-${n}@${plan.mailHost}` } : {}),
    };
    readers.push(await world.enter((await conduct.readers.invite(coordinator, id, invited)).token));
  }
  await conduct.studies.freeze(coordinator, id, signing());
  return { id, readers };
}

/** A decision, a score from 0 to 100 and a marked lesion where the case is positive. */
function marked(read: OpenRead) {
  const number = Number(read.images.studyInstanceUid.slice('2.25.1'.length));
  const present = number % 2 === 1;
  const [stack] = read.images.stacks;
  const mark = {
    ...{
      id: 'm1',
      tool: 'point' as const,
      orientation: stack!.orientation,
      seriesInstanceUid: stack!.seriesInstanceUid,
    },
    ...{ sopInstanceUid: `2.25.3${number}`, points: [[1, 2, 3] as [number, number, number]], atMillis: 0 },
  };
  const likelihood = present ? 70 + read.stage * 10 : 20;
  return {
    present: present ? 'present' : 'absent',
    likelihood,
    ...(present ? { lesions: [{ id: 'f1', rating: likelihood, marks: [mark] }] } : {}),
  };
}
const { confidence: _, ...plain } = answers();

const sessionsOf = async (study: StudyId, reader: number) =>
  (await world.conduct.progress.of(study)).readers[reader]!.sessions.map(({ state }) => state);

test('crossover: the conductor reminds, opens after 28 days, follows an amendment, and a reader who was away goes on', async () => {
  const { conduct, clock } = world;
  const reminders = () => world.mail.filter(({ subject }) => !subject.includes('invited'));
  const design = '{ kind: crossover, sessions: 2, washout: { days: 28 } }';
  const { id, readers } = await start({ design, readers: 2, cases: 4, firstCase: 1, mailHost: 'hospital.test' });
  const [early, late] = readers as [Actor, Actor];
  await readSession(world, early, id, () => plain);
  await until(async () => reminders().some(({ subject }) => subject.includes('session 2 opens on')));
  expect(reminders()[0]?.text).toContain('https://lectern.test/sign-in#token=');

  await world.pass(27.5);
  await until(async () => reminders().length >= 2);
  expect(await sessionsOf(id, 0)).toEqual(['finished', 'waiting']);
  await world.pass(0.6);
  await until(async () => (await sessionsOf(id, 0))[1] === 'open');
  await until(async () => reminders().length >= 3);
  expect(reminders().map(({ subject }) => subject.replace(/ on .*/, ''))).toEqual([
    'A whole study: session 2 opens',
    'A whole study: session 2 opens',
    'A whole study: session 2 is open',
  ]);

  await readSession(world, late, id, () => plain); // four weeks late
  const longer = (await conduct.studies.protocolText(id)).replace('washout: { days: 28 }', 'washout: { days: 40 }');
  const amendment = { protocol: longer, reason: 'A longer washout', signature: signing('I amend this plan.') };
  expect(await conduct.studies.amend(coordinator, id, amendment)).toMatchObject({ version: 2, postHoc: true });
  await world.settled();
  await world.pass(28.1);
  expect((await conduct.reading.overview(late, id)).now).toMatchObject({ state: 'washout', session: 2 });
  await world.pass(12);
  expect((await conduct.reading.overview(late, id)).now).toMatchObject({ state: 'session-ready' });
  await readSession(world, early, id, () => plain);
  await readSession(world, late, id, () => plain);
  await conduct.studies.lock(coordinator, id, 'All is read.', signing('I lock this study.'));
  await until(async () => (await conduct.progress.of(id)).phase !== 'reading');
  expect((await conduct.record.verification(id)).verified).toBe(true);
  expect(clock.now().getTime()).toBeGreaterThan(0);
});

test('52 readers in four split-plots, sequential: unaided locked, then aided, with a score from 0 to 100 and marked lesions', async () => {
  const { conduct, records, clock } = world;
  const design = '{ kind: split-plot, plots: 4, within: { kind: sequential, stages: [unaided, aided] }, sessions: 1 }';
  const { id, readers } = await start({ design, readers: 52, cases: 8, firstCase: 11 });
  for (const reader of readers) {
    let state = await conduct.reading.begin(reader, id);
    while (state.state === 'reading') {
      const { read } = state;
      expect(read.ai === undefined).toBe(read.stage === 1);
      expect(read.earlier).toEqual(read.stage === 1 ? null : marked({ ...read, stage: 1 }));
      clock.advance({ seconds: 30 });
      const sent = submission(read, clock.now(), 20, { answers: marked(read) });
      state = (await conduct.reading.submit(reader, id, read.id, sent)).next;
    }
    expect(state.state).toBe('finished');
  }
  const rows = await records.read.submissions.ofStudy(id);
  expect(rows).toHaveLength(52 * 2 * 2);
  const perCase = new Map<string, Set<number>>();
  for (const { read } of rows)
    perCase.set(read.caseId, (perCase.get(read.caseId) ?? new Set()).add(read.reader.number));
  expect([...perCase.values()].map(({ size }) => size)).toEqual(Array(8).fill(13));
  await conduct.studies.lock(coordinator, id, 'All is read.', signing('I lock this study.'));
  expect((await conduct.record.verification(id)).verified).toBe(true);
});

test('parallel: who drops out is replaced in the same place, the newcomer reads it to the end, and all worklists come out again', async () => {
  const { conduct, records } = world;
  const { id, readers } = await start({
    design: '{ kind: parallel, sessions: 1 }',
    readers: 2,
    cases: 4,
    firstCase: 51,
  });
  const [leaves, stays] = readers as [Actor, Actor];
  openOf(await conduct.reading.begin(leaves, id));
  await conduct.reading.withdraw(leaves, id, 'No time any more');
  await world.settled();
  const [gone] = await records.read.readers.ofStudy(id);
  const newcomer = { name: 'Grace', kind: 'person' as const, reason: 'The first left' };
  const { token } = await conduct.planning.replaceReader(coordinator, id, gone!.id as ReaderId, newcomer);
  const grace = await world.enter(token);
  for (const reader of [stays, grace])
    expect((await readSession(world, reader, id, () => plain)).next).toMatchObject({ state: 'finished', reads: 4 });
  await world.settled();
  expect(await conduct.planning.verifySchedule(id)).toMatchObject({
    ...{ difference: null, broken: [], replacements: [{ reader: 3, replaces: 1, difference: null }] },
  });
  await conduct.studies.lock(coordinator, id, 'All is read.', signing('I lock this study.'));
  await until(async () => (await conduct.analysis.state(id)).state === 'done');
  const state = await conduct.analysis.state(id);
  expect(state.state === 'done' && state.analysis.counts).toMatchObject({ readsSubmitted: 8 });
});

test.each([
  ['concurrent', '{ kind: concurrent, sessions: 1 }', 21],
  ['parallel', '{ kind: parallel, sessions: 1 }', 31],
  ['sequential', '{ kind: sequential, stages: [unaided, aided], sessions: 2 }', 41],
])('%s: read to its end, with a drop-out, and locked', async (_kind, design, firstCase) => {
  const { conduct } = world;
  const { id, readers } = await start({ design, readers: 2, cases: 4, firstCase });
  const [stays, leaves] = readers as [Actor, Actor];
  openOf(await conduct.reading.begin(leaves, id));
  await conduct.reading.withdraw(leaves, id, 'No time any more');
  expect((await conduct.reading.overview(leaves, id)).now).toEqual({ state: 'withdrawn' });
  let next = (await readSession(world, stays, id, () => plain)).next;
  while (next.state === 'session-ready') ({ next } = await readSession(world, stays, id, () => plain));
  expect(next.state).toBe('finished');
  await world.settled();
  await conduct.studies.lock(coordinator, id, 'All is read.', signing('I lock this study.'));
  expect((await conduct.record.verification(id)).verified).toBe(true);
  const { items: entries } = await conduct.record.audit(id, wholePage);
  expect(entries.filter(({ act }) => act === 'reader.withdrawn')).toHaveLength(1);
});
