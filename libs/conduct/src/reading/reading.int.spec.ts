import type { OpenRead, ReadId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { answers, openOf, readSession, startStudy, submission, type TestStudy } from '../../testing/test-study.js';

let installation: TestInstallation;
let study: TestStudy;

beforeEach(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation);
});
afterEach(() => installation.close());

const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

async function begin(reader = 0): Promise<OpenRead> {
  return openOf(await installation.conduct.reading.begin(study.readers[reader]!, study.id));
}

test('a whole study: two sessions of every case, 28 days apart, each case once in each condition', async () => {
  const { conduct, clock } = installation;
  const [reader] = study.readers;
  const seen: { case: string; condition: string; session: number; label: string }[] = [];
  const note = (read: OpenRead) => {
    seen.push({
      case: read.images.studyInstanceUid,
      condition: read.condition.id,
      session: read.session,
      label: read.caseLabel,
    });
    return answers();
  };
  const first = await readSession(installation, reader!, study.id, note);
  const opensAt = new Date(clock.now().getTime() + 28 * 86_400_000).toISOString();
  expect(first.next).toEqual({ state: 'washout', session: 2, opensAt });

  clock.advance({ days: 28, seconds: -1 });
  expect(await conduct.reading.begin(reader!, study.id)).toEqual({ state: 'washout', session: 2, opensAt });
  clock.advance({ seconds: 1 });
  expect(await conduct.reading.overview(reader!, study.id)).toMatchObject({
    now: { state: 'session-ready', session: 2, sessions: 2, reads: 4 },
    submitted: 4,
    planned: 8,
  });
  expect((await readSession(installation, reader!, study.id, note)).next).toEqual({ state: 'finished', reads: 8 });
  expect(new Set(seen.map((read) => `${read.case} ${read.condition}`)).size).toBe(8);
  expect(new Set(seen.filter(({ session }) => session === 1).map((read) => read.case)).size).toBe(4);
  expect(new Set(seen.map(({ label }) => label)).size).toBe(8);
});

test('two pages that submit at the same time: one result, the other page gets the same', async () => {
  const { conduct, clock, records } = installation;
  const read = await begin();
  clock.advance({ seconds: 30 });
  const body = submission(read, clock.now());
  const both = await Promise.all(
    Array.from({ length: 6 }, () => conduct.reading.submit(study.readers[0]!, study.id, read.id, body)),
  );
  expect(new Set(both.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(both[0]!.times).toMatchObject({ elapsedMillis: 20_000, activeMillis: 20_000, flags: [] });
  expect(await records.read.submissions.ofStudy(study.id)).toHaveLength(1);
  const { items } = await conduct.record.audit(study.id, wholePage);
  expect(items.filter(({ act }) => act === 'read.submitted')).toHaveLength(1);
  expect(await conduct.record.verification(study.id)).toMatchObject({ verified: true });
  const other = submission(read, clock.now(), 20, { answers: answers({ present: 'present' }) });
  await expect(conduct.reading.submit(study.readers[0]!, study.id, read.id, other)).rejects.toThrow(
    failing('conflict', 'already-submitted'),
  );
});

test('two pages that submit different answers at the same time: one stands, the other is told', async () => {
  const { conduct, clock, records } = installation;
  const read = await begin();
  clock.advance({ seconds: 30 });
  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4].map((likelihood) =>
      conduct.reading.submit(
        study.readers[0]!,
        study.id,
        read.id,
        submission(read, clock.now(), 20, { answers: answers({ likelihood }) }),
      ),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await records.read.submissions.ofStudy(study.id)).toHaveLength(1);
});

test('beginning in several pages at once opens one read', async () => {
  const opened = await Promise.all(Array.from({ length: 5 }, () => begin()));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
});

test('taking over: the page before loses draft, submission and, after keeping them, its events', async () => {
  const { conduct, clock } = installation;
  const reader = study.readers[0]!;
  const read = await begin();
  await conduct.reading.draft(reader, study.id, read.id, {
    stage: 1,
    lease: 1,
    revision: 3,
    answers: { likelihood: 70 },
  });
  clock.advance({ seconds: 10 });
  const atMillis = clock.now().getTime();
  const seen = { orientation: 'axial' as const, sopInstanceUid: '2.25.7' };
  const shown = [
    { kind: 'first-image' as const, atMillis },
    { kind: 'slice' as const, atMillis, ...seen },
  ];
  await conduct.reading.events(reader, study.id, read.id, { lease: 1, sequence: 0, events: shown });
  clock.advance({ seconds: 50 });
  const taken = await conduct.reading.takeOver(reader, study.id, read.id);
  expect(taken).toMatchObject({
    id: read.id,
    lease: 2,
    slices: [seen],
    draft: { revision: 3, answers: { likelihood: 70 } },
  });
  const lost = failing('conflict', 'lease-lost');
  await expect(
    conduct.reading.draft(reader, study.id, read.id, { stage: 1, lease: 1, revision: 4, answers: {} }),
  ).rejects.toThrow(lost);
  await expect(conduct.reading.submit(reader, study.id, read.id, submission(read, clock.now()))).rejects.toThrow(lost);
  const late = [{ kind: 'activity' as const, atMillis: clock.now().getTime() - 30_000 }];
  await expect(
    conduct.reading.events(reader, study.id, read.id, { lease: 1, sequence: 1, events: late }),
  ).rejects.toThrow(lost);
  clock.advance({ seconds: 30 });
  const done = await conduct.reading.submit(
    reader,
    study.id,
    read.id,
    submission(taken, clock.now(), 20, { revision: 4 }),
  );
  expect(done.times).toMatchObject({ flags: ['taken-over'], activeMillis: 40_000, elapsedMillis: 80_000 });
});

test('event batches: the same again changes nothing, another of the same number is refused, a missing one is flagged', async () => {
  const { conduct, clock } = installation;
  const reader = study.readers[0]!;
  const read = await begin();
  const start = clock.now().getTime();
  const batch = { lease: 1, sequence: 0, events: [{ kind: 'first-image' as const, atMillis: start }] };
  clock.advance({ seconds: 10 });
  const at = clock.now().toISOString();
  expect(await conduct.reading.events(reader, study.id, read.id, batch)).toEqual({ received: 1, at });
  expect(await conduct.reading.events(reader, study.id, read.id, batch)).toEqual({ received: 1, at });
  const other = { ...batch, events: [{ kind: 'activity' as const, atMillis: start + 1 }] };
  await expect(conduct.reading.events(reader, study.id, read.id, other)).rejects.toThrow(
    failing('conflict', 'batch-differs'),
  );
  clock.advance({ seconds: 30 });
  const finalEvents = [{ kind: 'submit' as const, atMillis: clock.now().getTime() }];
  const done = await conduct.reading.submit(reader, study.id, read.id, {
    ...submission(read, clock.now()),
    sequence: 2,
    finalEvents,
  });
  expect(done.times).toMatchObject({ elapsedMillis: 40_000, flags: ['missing-events'] });
});

test('drafts: the newest revision stands, whatever order they come in', async () => {
  const { conduct } = installation;
  const reader = study.readers[0]!;
  const read = await begin();
  await conduct.reading.draft(reader, study.id, read.id, {
    stage: 1,
    lease: 1,
    revision: 2,
    answers: { likelihood: 2 },
  });
  expect(
    (
      await conduct.reading.draft(reader, study.id, read.id, {
        stage: 1,
        lease: 1,
        revision: 1,
        answers: { likelihood: 1 },
      })
    ).revision,
  ).toBe(2);
  expect(await conduct.reading.overview(reader, study.id)).toMatchObject({
    now: { read: { draft: { revision: 2, answers: { likelihood: 2 } } } },
  });
});

test('incomplete answers, and texts that cannot be kept, are refused with the question named', async () => {
  const { conduct, clock } = installation;
  const reader = study.readers[0]!;
  const read = await begin();
  const send = (change: object) =>
    conduct.reading.submit(reader, study.id, read.id, { ...submission(read, clock.now()), ...change });
  await expect(send({ answers: { present: 'absent' } })).rejects.toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'likelihood' }, { path: 'confidence' }],
  });
  await expect(send({ answers: answers({ present: 'a\u0000' }) })).rejects.toThrow(failing('invalid', 'not-storable'));
});

test("nobody else's reads exist", async () => {
  const { conduct, clock } = installation;
  const read = await begin(0);
  const body = submission(read, clock.now());
  await expect(conduct.reading.submit(study.readers[1]!, study.id, read.id, body)).rejects.toThrow(
    failing('not-found', 'no-read'),
  );
  await expect(conduct.reading.takeOver(study.readers[1]!, study.id, 'none' as ReadId)).rejects.toThrow(
    failing('not-found', 'no-read'),
  );
  await expect(conduct.reading.overview(study.coordinator, study.id)).rejects.toThrow(failing('not-found', 'no-study'));
});

test('after the lock nothing is written, but a lost answer is given again', async () => {
  const { conduct, clock } = installation;
  const reader = study.readers[0]!;
  const read = await begin();
  clock.advance({ seconds: 30 });
  const body = submission(read, clock.now());
  const done = await conduct.reading.submit(reader, study.id, read.id, body);
  const next = openOf(done.next);
  await conduct.studies.lock(study.coordinator, study.id, 'All that could be read was read.', signing());
  const closed = failing('conflict', 'study-closed');
  await expect(conduct.reading.submit(reader, study.id, next.id, submission(next, clock.now()))).rejects.toThrow(
    closed,
  );
  await expect(
    conduct.reading.draft(reader, study.id, next.id, { stage: 1, lease: 1, revision: 1, answers: {} }),
  ).rejects.toThrow(closed);
  expect(await conduct.reading.submit(reader, study.id, read.id, body)).toEqual({ ...done, next: { state: 'closed' } });
});
