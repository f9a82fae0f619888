import type { OpenRead, ReadId, ReaderId, ReadingState } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import {
  addReadyCase,
  answers,
  openOf,
  protocolText,
  readSession,
  startStudy,
  submission,
} from '../../testing/test-study.js';
import type { StudyId } from '@lectern/contracts';

let installation: TestInstallation;
beforeEach(async () => {
  installation = await startTestInstallation();
});
afterEach(() => installation.close());

const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

/** One reader and four cases under the usual protocol with more written to it. */
async function studyWith(more: string, extraCases: Record<number, 'training' | 'qualification'> = {}) {
  const { conduct } = installation;
  const coordinator = await installation.administrator();
  const { id } = await conduct.studies.create(coordinator, { protocol: `${protocolText(4, 1)}${more}` });
  const numbers = [1, 2, 3, 4, ...Object.keys(extraCases).map(Number)];
  for (const number of numbers) await addReadyCase(installation, id, number);
  await conduct.cases.putReferenceStandard(
    coordinator,
    id,
    numbers.map((n) => ({
      ...{ case: `case-${n}`, positive: n % 2 === 1, grade: n % 2, site: 'A', gestationalAgeWeeks: 24 },
      ...(extraCases[n] ? { purpose: extraCases[n] } : {}),
    })),
  );
  const { token, reader: seat } = await conduct.readers.invite(coordinator, id, { name: 'Ada Byron', kind: 'person' });
  const reader = await installation.enter(token);
  await conduct.studies.freeze(coordinator, id, signing());
  return { id, coordinator, reader, seat };
}

async function submit(reader: Actor, study: StudyId, read: OpenRead, seconds = 20, change = {}): Promise<ReadingState> {
  const { conduct, clock } = installation;
  clock.advance({ seconds: seconds + 10 });
  const sent = submission(read, clock.now(), seconds, change);
  return (await conduct.reading.submit(reader, study, read.id, sent)).next;
}

test('documents are signed by name, version and wording before the first read; a changed one is asked for again', async () => {
  const { conduct } = installation;
  const { id, reader, coordinator } = await studyWith(`
documents:
  - { id: consent, kind: consent, version: '1', title: Consent, text: I take part. }
  - { id: interests, kind: conflict-of-interest, version: '1', title: Interests, text: What binds me. }
`);
  const state = await conduct.reading.begin(reader, id);
  if (state.state !== 'documents') throw new Error(state.state);
  const documents = state.documents.map(({ id: document, version, hash }) => ({ id: document, version, hash }));
  await expect(conduct.reading.sign(reader, id, { documents, name: 'Somebody' })).rejects.toThrow(
    failing('invalid', 'name-differs'),
  );
  const other = documents.map((each) => ({ ...each, hash: 'f'.repeat(64) }));
  await expect(conduct.reading.sign(reader, id, { documents: other, name: 'Ada Byron' })).rejects.toThrow(
    failing('conflict', 'document-changed'),
  );
  const [consent, interests] = documents;
  expect(await conduct.reading.sign(reader, id, { documents: [consent!], name: 'ada  byron' })).toMatchObject({
    documents: [{ id: 'interests' }],
  });
  const declared = { ...interests!, declaration: 'Shares of the maker' };
  expect(await conduct.reading.sign(reader, id, { documents: [declared], name: 'Ada Byron' })).toMatchObject({
    state: 'session-ready',
  });
  const { items: entries } = await conduct.record.audit(id, wholePage);
  expect(entries.filter(({ act }) => act === 'document.signed')).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain('Shares');
  expect(coordinator.administrator).toBe(true);
});

test('remaining time is shown at the reader’s own pace, from the third read on, and only where the protocol says so', async () => {
  const { conduct } = installation;
  const { id, reader } = await studyWith(
    'timing: { showProgress: count-and-remaining-time, dimWhenIdle: true, idleLimitSeconds: 45 }',
  );
  let state = await conduct.reading.begin(reader, id);
  const shown: unknown[] = [];
  for (const seconds of [20, 40, 30]) {
    shown.push(openOf(state).remainingSeconds);
    state = await submit(reader, id, openOf(state), seconds);
  }
  expect([...shown, openOf(state).remainingSeconds]).toEqual([null, null, null, 30]);
  expect(openOf(state).dimAfterSeconds).toBe(45);
});

test('quota by the day of the reader, break after a stretch, and a limit that flags', async () => {
  const { conduct, clock } = installation;
  const pace = '\npace: { readsPerDay: 3, breakAfterMinutes: 1, breakMinutes: 10, readLimitSeconds: 30 }\n';
  const { id, reader } = await studyWith(pace);
  await conduct.reading.setTimeZone(reader, id, 'Asia/Tokyo'); // 9:00 UTC is 18:00 there: six hours to midnight
  const first = openOf(await conduct.reading.begin(reader, id));
  expect(first.limitSeconds).toBe(30);
  clock.advance({ seconds: 50 });
  const late = await conduct.reading.submit(reader, id, first.id, submission(first, clock.now(), 40));
  expect(late.times.flags).toEqual(['over-limit']);
  const rest = await submit(reader, id, openOf(late.next), 25);
  expect(rest).toEqual({ state: 'break', until: new Date(clock.now().getTime() + 600_000).toISOString() });
  expect(await conduct.reading.begin(reader, id)).toEqual(rest);
  clock.advance({ seconds: 600 });
  const done = await submit(reader, id, openOf(await conduct.reading.begin(reader, id)));
  expect(done).toEqual({ state: 'day-done', until: '2026-01-05T15:00:00.000Z', reached: 'reads' });
  clock.advance({ seconds: (Date.parse('2026-01-05T15:00:00.000Z') - clock.now().getTime()) / 1000 });
  expect((await conduct.reading.begin(reader, id)).state).toBe('reading');
});

test('a read is excused with its problem, another opened again as a new version; the old answer stays', async () => {
  const { conduct, records } = installation;
  const study = await startStudy(installation, 4, 1);
  const [reader] = study.readers as [Actor];
  const first = openOf(await conduct.reading.begin(reader, study.id));
  const second = openOf(await submit(reader, study.id, first));
  const problem = await conduct.reading.report(reader, study.id, {
    kind: 'images',
    text: 'Only noise',
    read: second.id,
  });
  expect(JSON.stringify(await conduct.record.audit(study.id, wholePage))).not.toContain('noise');
  await conduct.readers.resolve(study.coordinator, study.id, problem.id, { outcome: 'excused', note: 'Motion' });
  await expect(
    conduct.readers.resolve(study.coordinator, study.id, problem.id, { outcome: 'noted', note: 'Again' }),
  ).rejects.toThrow(failing('conflict', 'resolved'));
  await expect(submit(reader, study.id, second)).rejects.toThrow(failing('conflict', 'excused'));

  const third = openOf(await conduct.reading.begin(reader, study.id));
  expect(third.position).toBe(3);
  await conduct.readers.reopen(study.coordinator, study.id, first.id, 'A slip of the mouse');
  const again = openOf(await submit(reader, study.id, third));
  expect(again).toMatchObject({ id: first.id, version: 2, earlier: answers(), draft: null });
  await expect(conduct.readers.reopen(study.coordinator, study.id, first.id, 'Twice')).rejects.toThrow(
    failing('conflict', 'not-submitted'),
  );
  const changed = answers({ present: 'present', likelihood: 90 });
  await submit(reader, study.id, again, 20, { answers: changed });
  const versions = [1, 2].map((version) => records.read.submissions.find(first.id, 1, version));
  expect((await Promise.all(versions)).map((each) => each?.answers)).toEqual([answers(), changed]);
  const { items: entries } = await conduct.record.audit(study.id, wholePage);
  expect(await conduct.record.verification(study.id)).toMatchObject({ verified: true });
  expect(entries.find(({ act }) => act === 'read.reopened')).toMatchObject({ reason: 'A slip of the mouse' });
  const seats = await records.read.readers.ofStudy(study.id);
  expect((await conduct.readers.reads(study.id, wholePage)).items.map(({ state }) => state).slice(0, 4)).toEqual([
    'submitted',
    'excused',
    'submitted',
    'open',
  ]);
  expect(seats).toHaveLength(1);
});

test('a read of a finished session, opened again, is no way round the washout', async () => {
  const { conduct, clock } = installation;
  const study = await startStudy(installation, 4, 1);
  const [reader] = study.readers as [Actor];
  const done = await readSession(installation, reader, study.id);
  clock.advance({ days: 27 });
  await conduct.readers.reopen(study.coordinator, study.id, done.read as ReadId, 'Corrected');
  const again = openOf(await conduct.reading.begin(reader, study.id));
  expect(await submit(reader, study.id, again)).toMatchObject({ state: 'washout', session: 2 });
  const opensAt = new Date(clock.now().getTime() + 28 * 86_400_000).toISOString();
  expect((await conduct.reading.overview(reader, study.id)).now).toMatchObject({ opensAt });
  const calendar = Buffer.from((await conduct.reading.calendar(reader, study.id)).bytes).toString();
  expect(calendar).toContain(`DTSTART:${opensAt.replace(/[-:]|\.\d{3}/g, '')}`);
  expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

test('practice with feedback, then a qualification that is failed and waived; neither is in the analysis', async () => {
  const { conduct } = installation;
  const more = `
training: { cases: 1, conditions: [unaided] }
qualification: { cases: 2, conditions: [unaided], pass: { question: present, correct: 0.9 } }
`;
  const { id, reader, coordinator, seat } = await studyWith(more, {
    5: 'training',
    6: 'qualification',
    7: 'qualification',
  });
  const practice = openOf(await conduct.reading.begin(reader, id));
  expect(practice.phase).toBe('training');
  installation.clock.advance({ seconds: 30 });
  const told = await conduct.reading.submit(reader, id, practice.id, submission(practice, installation.clock.now()));
  expect(told.feedback).toEqual({ caseLabel: practice.caseLabel, truth: 'present', grade: 1, decision: 'absent' });
  await readSession(installation, reader, id); // all absent: one of two is right
  expect((await conduct.reading.overview(reader, id)).now).toEqual({ state: 'not-qualified' });
  await conduct.readers.waiveQualification(coordinator, id, seat as ReaderId, 'Reads fetal MRI every day');
  const study = openOf(await conduct.reading.begin(reader, id));
  expect(study.phase).toBe('study');
  installation.clock.advance({ seconds: 30 });
  const first = await conduct.reading.submit(reader, id, study.id, submission(study, installation.clock.now()));
  expect(first.feedback).toBeNull();
});
