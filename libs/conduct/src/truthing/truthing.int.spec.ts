import type { OpenRead, ReaderId, StudyId } from '@lectern/contracts';
import { packArchive, verifyBundle } from '@lectern/evidence';
import { query } from '../../../records/testing/test-database.js';
import { caseNumberOf, judgeAll, panelProtocol, present, type TestPanel } from '../../testing/test-panel.js';
import { startPanelWorld } from '../../testing/panel-world.js';
import { signing, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { addReadyCase, openOf, readSession, uidsOf } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { recomputeBundle } from '../bundle/recompute.js';
import type { Actor } from '../conduct.js';
import { bundleKey } from '../object-keys.js';

let installation: TestInstallation;
let activities: Activities;
let panel: TestPanel;

beforeAll(async () => {
  ({ installation, activities, panel } = await startPanelWorld());
});
afterAll(() => installation.close());

/** Cases 1 and 3 are positive; on case 3 the members differ in grade, on case 4 in the decision. */
const first = (number: number, task: OpenRead) => (number % 2 ? present(task, 2, [0, 0, 0]) : { there: 'absent' });
const second = (number: number, task: OpenRead) =>
  number === 1 ? present(task, 2, [2, 0, 0]) : number === 2 ? { there: 'absent' } : present(task, 3, [0, 1, 0]);

test('a panel begins when every seat is taken, and a seat is taken once', async () => {
  const { conduct } = installation;
  const { coordinator, study } = panel;
  const { id } = await conduct.studies.create(coordinator, { protocol: panelProtocol() });
  await expect(conduct.truthing.open(coordinator, id)).rejects.toMatchObject({ code: 'panel-incomplete' });
  for (const name of ['A', 'B']) await conduct.truthing.addMember(coordinator, id, { name, adjudicator: false });
  await expect(conduct.truthing.addMember(coordinator, id, { name: 'C', adjudicator: false })).rejects.toMatchObject({ code: 'panel-full' }); // prettier-ignore
  await expect(conduct.truthing.open(coordinator, id)).rejects.toMatchObject({ code: 'no-adjudicator' });
  await expect(conduct.truthing.addMember(coordinator, study, { name: 'D', adjudicator: false })).rejects.toMatchObject({ code: 'panel-open' }); // prettier-ignore
});

test('members judge alone: neither each other, nor AI, nor the panel as a whole is theirs to see', async () => {
  const { conduct } = installation;
  const { study, members, adjudicator } = panel;
  const state = await conduct.truthing.begin(members[0], study);
  const task = openOf(state);
  expect(task).toMatchObject({ condition: { aided: false }, of: 4, prefetch: null, earlier: null });
  expect(task).not.toHaveProperty('ai');
  expect(task).not.toHaveProperty('panel');
  const uid = uidsOf(1); // the AI found something there
  await conduct.images.metadata(members[0], uid.study, uid.series);
  await expect(conduct.images.metadata(members[0], uid.study, uid.segmentationSeries)).rejects.toMatchObject({ code: 'no-images' }); // prettier-ignore
  expect(JSON.stringify(await conduct.images.series(members[0], uid.study))).not.toContain('SEG');
  const theirs = openOf(await conduct.truthing.begin(members[1], study));
  await expect(conduct.truthing.takeOver(members[0], study, theirs.id)).rejects.toMatchObject({ code: 'no-case' });
  expect(await conduct.truthing.overview(adjudicator, study)).toMatchObject({ planned: 0, now: { state: 'not-started' } }); // prettier-ignore
  expect((await conduct.access.permissions(members[0], study)).has('study:manage-members')).toBe(false);
  await expect(conduct.reading.overview(members[0], study)).rejects.toMatchObject({ code: 'no-study' });
});

test('nobody imports a truth while the panel is at work, and a truther is no reader', async () => {
  const { conduct } = installation;
  const { coordinator, study, members } = panel;
  const row = { case: 'case-1', positive: true, grade: 2, site: null, gestationalAgeWeeks: null };
  for (const who of [coordinator, members[0]])
    await expect(conduct.cases.putReferenceStandard(who, study, [row])).rejects.toMatchObject({ code: 'panel-open' });
});

test('an answer is kept while it is given, belongs to one page, and is submitted once', async () => {
  const { conduct } = installation;
  const { study, members } = panel;
  const open = openOf(await conduct.truthing.begin(members[0], study));
  const draft = { stage: 1, revision: 1, answers: { there: 'absent' } };
  await conduct.truthing.draft(members[0], study, open.id, { ...draft, lease: open.lease });
  const taken = await conduct.truthing.takeOver(members[0], study, open.id);
  expect(taken.draft).toMatchObject({ revision: 1, answers: { there: 'absent' } });
  await expect(conduct.truthing.draft(members[0], study, open.id, { ...draft, revision: 2, lease: open.lease })).rejects.toMatchObject({ code: 'lease-lost' }); // prettier-ignore
  const submission = { stage: 1, lease: taken.lease, revision: 2, sequence: 0, finalEvents: [], answers: first(caseNumberOf(taken), taken) }; // prettier-ignore
  await expect(conduct.truthing.submit(members[0], study, open.id, { ...submission, answers: { there: 'present' } })).rejects.toMatchObject({ code: 'answers' }); // prettier-ignore
  const done = await conduct.truthing.submit(members[0], study, open.id, submission);
  expect(openOf(done.next).position).toBe(2);
  expect(await conduct.truthing.submit(members[0], study, open.id, submission)).toEqual(done);
  await expect(conduct.truthing.submit(members[0], study, open.id, { ...submission, revision: 3 })).rejects.toMatchObject({ code: 'already-submitted' }); // prettier-ignore
});

test('what they agree on is settled, what they differ on goes to the adjudicator, who sees what was said and not by whom', async () => {
  const { conduct } = installation;
  const { coordinator, study, members, adjudicator } = panel;
  const orders = [await judgeAll(installation, study, members[0], first)];
  expect(await activities.advanceTruthing(study)).toMatchObject({ done: false });
  expect(await conduct.truthing.panel(study)).toMatchObject({ settled: 0, waiting: 0, agreement: null });
  orders.push(await judgeAll(installation, study, members[1], second));
  expect(orders[1]!.toSorted()).toEqual([1, 2, 3, 4]);
  for (let again = 0; again < 2; again++)
    expect(await activities.advanceTruthing(study)).toMatchObject({ done: false });
  expect(await conduct.truthing.panel(study)).toMatchObject({
    planned: { members: 2, cases: 4 },
    members: [{ submitted: 4 }, { submitted: 4 }, { adjudicator: true, planned: 2, submitted: 0 }],
    ...{ settled: 2, waiting: 2, agreement: null },
  });
  const seen = new Map<number, OpenRead>();
  const judged = await judgeAll(installation, study, adjudicator, (number, task) => {
    seen.set(number, task);
    return number === 3 ? present(task, 3, [0, 1, 0]) : { there: 'absent' };
  });
  expect(judged.toSorted()).toEqual([3, 4]);
  const { reasons, opinions } = seen.get(3)!.panel!;
  expect(reasons).toEqual(['grade']);
  expect(opinions.map(({ answers }) => answers.grade).sort()).toEqual([2, 3]);
  expect(JSON.stringify([...seen.values()])).not.toMatch(/Member|"atMillis":5/);
  expect(seen.get(4)!.panel!.reasons).toEqual(['decision']);
  expect(await activities.advanceTruthing(study)).toEqual({ done: true, wakeAt: null });
  expect(await activities.advanceTruthing(study)).toEqual({ done: true, wakeAt: null });
  const closed = await conduct.truthing.panel(study);
  expect(closed).toMatchObject({ settled: 4, waiting: 0, referenceVersion: 1, agreement: { members: 2, cases: 4, adjudicated: 2 } }); // prettier-ignore
  const measures = Object.fromEntries(closed.agreement!.analysis.statistics.map(({ measure, value }) => [measure, value])); // prettier-ignore
  expect(measures["decisions, Fleiss' kappa"]).toMatchObject({ status: 'estimated' });
  expect((measures["decisions, Fleiss' kappa"] as { estimate: number }).estimate).toBeCloseTo(7 / 15, 12); // by hand: observed 3/4, expected 17/32
  expect(measures['cases adjudicated']).toMatchObject({ estimate: 0.5, n: 4 });
  await expect(conduct.cases.putReferenceStandard(members[0], study, [{ case: 'case-1', positive: true, grade: null, site: null, gestationalAgeWeeks: null }])).rejects.toMatchObject({ code: 'panel-member' }); // prettier-ignore
  await expect(conduct.truthing.open(coordinator, study)).rejects.toMatchObject({ code: 'panel-closed' });
});

test('the truth is the reference standard, with its history, and neither stands in the record that people see', async () => {
  const { conduct, records, databaseUrl } = installation;
  const { study, coordinator } = panel;
  const reference = (await records.read.references.newest(study))!;
  expect(reference).toMatchObject({ source: 'panel', importedBy: 'Lectern' });
  const numbers = new Map((await records.read.cases.ofStudy(study)).map(({ caseId, number }) => [caseId, number]));
  const rows = reference.rows.map(({ caseId, positive, grade, lesions }) => [numbers.get(caseId), positive, grade, lesions]); // prettier-ignore
  const lesion = (number: number, centre: number[]) => [{ id: 'lesion 1', regions: [{ kind: 'sphere', seriesInstanceUid: uidsOf(number).series, centre, radius: 0 }] }]; // prettier-ignore
  expect(rows.sort()).toEqual([
    [1, true, 2, lesion(1, [1, 0, 0])],
    [2, false, 0, []],
    [3, true, 3, lesion(3, [0, 1, 0])],
    [4, false, 0, []],
  ]);
  const verdicts = await records.read.truthing.verdictsOf(study);
  expect(verdicts.map(({ caseId, version, basis }) => [numbers.get(caseId), version, basis]).sort()).toEqual([
    [1, 1, 'agreement'],
    [2, 1, 'agreement'],
    [3, 1, 'disagreement'],
    [3, 2, 'adjudication'],
    [4, 1, 'disagreement'],
    [4, 2, 'adjudication'],
  ]);
  const { items } = await conduct.record.audit(study, wholePage);
  expect(JSON.stringify(items)).not.toMatch(/present|absent|positive|"grade":/);
  await expect(query(databaseUrl, `UPDATE truth_opinion SET answers = '{}'`)).rejects.toThrow(/append-only/);
  for (const name of ['R1', 'R2']) await conduct.readers.invite(coordinator, study, { name, kind: 'simulated' });
  const frozen = await conduct.studies.freeze(coordinator, study, signing());
  expect(frozen.freeze?.hash).toMatch(/^[0-9a-f]{64}$/);
  const manifest = (await records.read.studies.freezeOf(study))!.manifest as { referenceStandard: object };
  expect(manifest.referenceStandard).toEqual({ version: 1, commitment: reference.commitment });
});

test('the bundle holds every opinion under its commitment, and the report says how the panel agreed', async () => {
  const { conduct, clock, records, store } = installation;
  const { study, coordinator } = panel;
  const readers: Actor[] = [];
  for (const { id } of await records.read.readers.ofStudy(study))
    readers.push(await installation.enter((await conduct.readers.renewLink(coordinator, study, id as ReaderId)).token));
  for (const session of [1, 2]) {
    for (const reader of readers) await readSession(installation, reader, study);
    if (session === 1) clock.advance({ days: 28 });
  }
  await conduct.studies.lock(coordinator, study, 'Every read is there.', signing());
  await activities.computeAnalysis(study);
  await activities.writeReport(study);
  const state = await conduct.analysis.state(study);
  if (state.state !== 'done') throw new Error(`the analysis is ${state.state}`);
  expect(state.analysis.supporting.slice(0, 2)).toMatchObject([
    { id: 'reference-standard', method: expect.stringContaining('panel of 2 members') },
    { id: 'reference-agreement' },
  ]);
  const { id } = await conduct.exports.request(coordinator, study);
  await activities.exportBundle({ study, id });
  const { findings, files } = verifyBundle(await store.get(bundleKey(study, id)));
  expect(findings).toEqual([]);
  expect(recomputeBundle(files)).toEqual([]);
  const truthing = JSON.parse(Buffer.from(files.get('truthing.json')!).toString()) as { opinions: object[]; verdicts: object[] }; // prettier-ignore
  expect([truthing.opinions.length, truthing.verdicts.length]).toEqual([10, 6]);
  expect([...files.keys()].filter((name) => name.startsWith('ai-results/')).sort()).toEqual([1, 3].map((number) => `ai-results/detector-1.0.0/case-${number}/axial.seg.dcm`)); // prettier-ignore
  const { member, case: number } = truthing.opinions[0] as { member: number; case: number };
  (truthing.opinions[0] as { committed: { answers: object } }).committed.answers = { there: 'absent', grade: 4 };
  const altered = new Map(files).set('truthing.json', Buffer.from(JSON.stringify(truthing)));
  expect(verifyBundle(packArchive(altered)).findings).toContainEqual({ where: `truthing.json member ${member}, case ${number}`, problem: 'was altered: it does not have its commitment' }); // prettier-ignore
});

test('cases that come after the beginning are given out when the panel is opened again', async () => {
  const { conduct } = installation;
  const { coordinator } = panel;
  const own = await conduct.studies.create(coordinator, { protocol: panelProtocol(2) });
  const study = own.id as StudyId;
  await addReadyCase(installation, study, 5);
  for (const name of ['A', 'B', 'J'])
    await conduct.truthing.addMember(coordinator, study, { name, adjudicator: name === 'J' });
  await conduct.truthing.open(coordinator, study);
  await addReadyCase(installation, study, 6);
  expect(await conduct.truthing.panel(study)).toMatchObject({ newCases: 1, members: [{ planned: 1 }, { planned: 1 }, {}] }); // prettier-ignore
  expect(await conduct.truthing.open(coordinator, study)).toMatchObject({ newCases: 0, members: [{ planned: 2 }, { planned: 2 }, { planned: 0 }] }); // prettier-ignore
});
