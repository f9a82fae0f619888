import { protocolSchema, type Progress, type StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { deriveSchedule, scheduleHash } from '@lectern/protocol';
import { query } from '../../../records/testing/test-database.js';
import { signing, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { addReadyCase, openOf, planStudy, protocolText, submission } from '../../testing/test-study.js';
import type { Actor, LiveEvent } from '../conduct.js';

let installation: TestInstallation;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

test('the first link makes one administrator, once; a link works once, a renewed one voids those before it', async () => {
  const { conduct } = installation;
  expect(await conduct.signIn.firstLink()).toBeNull();
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const first = await conduct.readers.invite(coordinator, id, { name: 'Ada', kind: 'person' });
  const second = await conduct.readers.renewLink(coordinator, id, first.reader);
  const refused = failing('refused', 'link-not-valid');
  await expect(conduct.signIn.redeem(first.token!)).rejects.toThrow(refused);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => conduct.signIn.redeem(second.token)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const third = await conduct.readers.renewLink(coordinator, id, first.reader);
  installation.clock.advance({ days: 15 });
  await expect(conduct.signIn.redeem(third.token)).rejects.toThrow(refused);
});

test('a session ends when it is signed out, and by itself', async () => {
  const { conduct, clock } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const { token } = await conduct.readers.invite(coordinator, id, { name: 'Ada', kind: 'person' });
  const { sessionToken, me } = await conduct.signIn.redeem(token!);
  expect(me.studies.map((study) => study.roles)).toEqual([['reader']]);
  expect(await conduct.signIn.actorOf(sessionToken)).toMatchObject({ name: 'Ada', administrator: false });
  await conduct.signIn.signOut(sessionToken);
  expect(await conduct.signIn.actorOf(sessionToken)).toBeNull();
  const other = await conduct.readers.invite(coordinator, id, { name: 'Bea', kind: 'person' });
  const { sessionToken: longer } = await conduct.signIn.redeem(other.token!);
  clock.advance({ days: 31 });
  expect(await conduct.signIn.actorOf(longer)).toBeNull();
});

test('a reader may read and nothing else; a stranger does not learn that the study exists', async () => {
  const { conduct, enter } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const other = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const reader = await enter((await conduct.readers.invite(coordinator, id, { name: 'Ada', kind: 'person' })).token);
  expect([...(await conduct.access.permissions(reader, id))].sort()).toEqual(['public', 'read:own', 'signed-in']);
  expect([...(await conduct.access.permissions(reader, other.id))].sort()).toEqual(['public', 'signed-in']);
  await expect(conduct.studies.freeze(reader, id, signing())).rejects.toThrow(failing('refused', 'not-permitted'));
  await expect(conduct.studies.freeze(reader, other.id, signing())).rejects.toThrow(failing('not-found', 'no-study'));
  await expect(conduct.studies.create(reader, { protocol: protocolText() })).rejects.toThrow(
    failing('refused', 'not-permitted'),
  );
});

test('a protocol that cannot be used is refused with its lines; a study that is not ready names what it lacks', async () => {
  const { conduct } = installation;
  const bad = protocolText().replace('days: 28', 'days: 3');
  await expect(conduct.studies.create(coordinator, { protocol: bad })).rejects.toMatchObject({
    kind: 'invalid',
    issues: [{ line: expect.any(Number) as number, message: expect.stringMatching(/justification/) as string }],
  });
  const { id, freezeChecks } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  expect(freezeChecks.filter(({ met }) => !met).map((check) => check.id)).toEqual([
    'cases-ready',
    'reference-standard',
    'both-classes',
    'readers-invited',
  ]);
  await expect(conduct.studies.freeze(coordinator, id, signing())).rejects.toMatchObject({
    kind: 'conflict',
    code: 'not-ready-to-freeze',
  });
});

test('the reference standard is taken whole or not at all, and is a new version each time', async () => {
  const { conduct, records } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  await addReadyCase(installation, id, 101);
  const row = { case: 'case-101', positive: true, grade: 2, site: null, gestationalAgeWeeks: null };
  const put = (...rows: (typeof row)[]) => conduct.cases.putReferenceStandard(coordinator, id, rows);
  await expect(put(row, { ...row, case: 'case-9' })).rejects.toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'rows[1]' }],
  });
  await expect(put(row, row)).rejects.toMatchObject({ kind: 'invalid', issues: [{ path: 'rows[1]' }] });
  await expect(put({ ...row, grade: 0 })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await records.read.references.newest(id)).toBeNull();
  expect(await put(row)).toEqual({ rows: 1, positives: 1 });
  await put({ ...row, positive: false, grade: 0 });
  expect(await records.read.references.newest(id)).toMatchObject({ version: 2, rows: [{ positive: false }] });
});

test('freezing fixes plan and cases, and its worklists can be derived again to the byte', async () => {
  const { conduct, records } = installation;
  const { id } = await planStudy(installation, coordinator, 4);
  const frozen = await conduct.studies.freeze(coordinator, id, signing());
  const stored = (await records.read.studies.freezeOf(id))!;
  expect(hashOf(stored.manifest)).toBe(frozen.freeze!.hash);
  const truth = (await records.read.references.newest(id))!;
  const cases = (await records.read.cases.ofStudy(id)).map(({ number, caseId }) => {
    const row = truth.rows.find((each) => each.caseId === caseId)!;
    return { number, stratum: `${row.positive ? 'positive' : 'negative'}|${row.site ?? ''}` };
  });
  const protocol = protocolSchema.parse((await records.read.studies.protocol(id)).document);
  const again = deriveSchedule({
    freezeHash: stored.hash,
    seed: stored.seed,
    readers: [{ number: 1 }, { number: 2 }],
    cases,
    protocol,
  });
  expect(scheduleHash(again)).toBe(frozen.freeze!.scheduleHash);
  expect(again).toEqual(stored.schedule);
  const isFrozen = failing('conflict', 'frozen');
  await expect(conduct.studies.freeze(coordinator, id, signing())).rejects.toThrow(isFrozen);
  await expect(conduct.readers.invite(coordinator, id, { name: 'Late', kind: 'person' })).rejects.toThrow(isFrozen);
  const row = { case: 'case-1', positive: false, grade: 0, site: null, gestationalAgeWeeks: null };
  await expect(conduct.cases.putReferenceStandard(coordinator, id, [row])).rejects.toThrow(isFrozen);
});

test('freezing twice at once freezes once', async () => {
  const { conduct, records } = installation;
  const { id } = await planStudy(installation, coordinator, 2, 1, 201);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => conduct.studies.freeze(coordinator, id, signing())));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await records.read.reads.countOfStudy(id)).planned).toBe(4);
});

test('a study takes over cases, truth and AI results of another, and reads them on its own', async () => {
  const { conduct, records } = installation;
  const from = await planStudy(installation, coordinator, 2, 1, 301);
  await conduct.studies.freeze(coordinator, from.id, signing());
  const { id, freezeChecks } = await conduct.studies.create(coordinator, {
    protocol: protocolText(2, 1),
    casesFrom: from.id,
  });
  expect(freezeChecks.filter(({ met }) => !met).map((check) => check.id)).toEqual(['readers-invited']);
  await conduct.readers.invite(coordinator, id, { name: 'Bea', kind: 'person' });
  expect((await conduct.studies.freeze(coordinator, id, signing())).phase).toBe('reading');
  const [mine, theirs] = [await records.read.cases.ofStudy(id), await records.read.cases.ofStudy(from.id)];
  expect(mine.map(({ caseId }) => caseId)).toEqual(theirs.map(({ caseId }) => caseId));
});

test('whoever watches is told of a change, once for those that come together', async () => {
  const { conduct } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const told: Progress[] = [];
  const onEvent = (event: LiveEvent): void => void (event.event === 'progress' && told.push(event.data));
  const stop = await conduct.progress.follow(id, { after: null, withExports: false, onEvent });
  await Promise.all(
    [1, 2, 3].map((n) => conduct.readers.invite(coordinator, id, { name: `Reader ${n}`, kind: 'person' })),
  );
  while (told.at(-1)?.readers.length !== 3) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told.length).toBeLessThanOrEqual(4);
  stop();
});

test('an entry that was altered behind the application is shown', async () => {
  const { conduct, databaseUrl } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  await conduct.readers.invite(coordinator, id as StudyId, { name: 'Ada', kind: 'person' });
  expect(await conduct.record.verification(id)).toMatchObject({ verified: true, problem: null });
  await query(databaseUrl, 'ALTER TABLE audit_entry DISABLE TRIGGER ALL');
  await query(databaseUrl, `UPDATE audit_entry SET content = replace(content, 'Ada', 'Eve') WHERE chain = '${id}'`);
  await query(databaseUrl, 'ALTER TABLE audit_entry ENABLE TRIGGER ALL');
  expect(await conduct.record.verification(id)).toMatchObject({
    verified: false,
    problem: expect.stringMatching(/entry 1 was altered/) as string,
  });
});

test('where the AI failed, the study can be frozen, and the aided read says that it is unavailable', async () => {
  const { conduct, clock, enter } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) });
  for (const number of [401, 402]) await addReadyCase(installation, id, number, true);
  const rows = [401, 402].map((n) => ({
    case: `case-${n}`,
    positive: n === 401,
    grade: null,
    site: null,
    gestationalAgeWeeks: null,
  }));
  await conduct.cases.putReferenceStandard(coordinator, id, rows);
  const reader = await enter((await conduct.readers.invite(coordinator, id, { name: 'Ada', kind: 'person' })).token);
  const { freezeChecks } = await conduct.studies.detail(coordinator, id);
  expect(freezeChecks.find((check) => check.id.startsWith('ai-results'))).toMatchObject({
    met: true,
    text: expect.stringContaining('for 2 it is unavailable') as string,
  });
  await conduct.studies.freeze(coordinator, id, signing());
  let read = openOf(await conduct.reading.begin(reader, id));
  if (!read.condition.aided)
    read = openOf((await conduct.reading.submit(reader, id, read.id, submission(read, clock.now(), 0))).next);
  expect(read.ai).toEqual({
    model: 'detector',
    version: '1.0.0',
    shows: ['score', 'segmentation'],
    state: 'unavailable',
    score: null,
    outOfDistribution: null,
    segmentations: [],
    heatMaps: [],
  });
});
