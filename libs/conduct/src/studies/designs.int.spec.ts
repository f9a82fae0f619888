import type { ReaderId, StudyId } from '@lectern/contracts';
import { query } from '../../../records/testing/test-database.js';
import { signing, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { addReadyCase, protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let coordinator: Actor;
let nextCase = 1;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

interface Planned {
  readonly design: string;
  readonly cases?: number;
  readonly readers?: number;
  readonly more?: string;
  readonly strata?: readonly string[];
  /** Cases set apart, by their place from the end. */
  readonly training?: number;
  /** The last so many cases have no truth. */
  readonly unknown?: number;
}

/** A study of a design, not frozen yet; its cases alternate between two scanners. */
async function plan({
  design,
  cases = 8,
  readers = 2,
  more = '',
  strata = [],
  training = 0,
  unknown = 0,
}: Planned): Promise<StudyId> {
  const { conduct } = installation;
  const protocol = protocolText(cases - training, readers)
    .replace(/design: .*/, design)
    .replace('stacks: [axial] }', 'stacks: [axial], attributes: [{ id: scanner, name: Scanner }] }')
    .concat(more);
  const { id } = await conduct.studies.create(coordinator, { protocol });
  const numbers = Array.from({ length: cases }, () => nextCase++);
  for (const number of numbers) await addReadyCase(installation, id, number);
  const rows = numbers.map((n, index) => ({
    ...{ case: `case-${n}`, positive: n % 2 === 1, grade: null, site: null, gestationalAgeWeeks: null },
    attributes: { scanner: index % 4 < 2 ? '1.5 T' : '3 T' },
    ...(index >= cases - training ? { purpose: 'training' as const } : {}),
  }));
  await conduct.cases.putReferenceStandard(coordinator, id, rows.slice(0, cases - unknown));
  for (let n = 1; n <= readers; n++) {
    const stratum = strata[n - 1];
    await conduct.readers.invite(coordinator, id, {
      name: `R${n}`,
      kind: 'simulated',
      ...(stratum ? { stratum } : {}),
    });
  }
  return id;
}

const freeze = (id: StudyId) => installation.conduct.studies.freeze(coordinator, id, signing());
const unmet = async (id: StudyId): Promise<string[]> =>
  (await installation.conduct.studies.detail(coordinator, id)).freezeChecks.filter(({ met }) => !met).map((c) => c.id);
const readersOf = (id: StudyId) => installation.records.read.readers.ofStudy(id);

const readsOf = async (reader: string) =>
  (
    await query(
      installation.databaseUrl,
      `SELECT s.number, r.position, r.case_id, r.condition, r.label FROM "read" r JOIN reading_session s ON s.id = r.session_id
       WHERE r.reader_id = '${reader}' ORDER BY s.number, r.position`,
    )
  ).rows as { number: number; case_id: string; condition: string }[];

async function worklists(id: StudyId) {
  const readers = await readersOf(id);
  const sessions = await installation.records.read.readers.sessionsOf(readers.map((reader) => reader.id));
  return { readers, sessions };
}

test.each([
  ['crossover', { design: 'design: { kind: crossover, sessions: 4, order: mixed, stratify: [truth, scanner] }' }, 4, 8],
  ['sequential', { design: 'design: { kind: sequential, stages: [unaided, aided], sessions: 2 }' }, 2, 8],
  ['concurrent', { design: 'design: { kind: concurrent, sessions: 1, casesPerReader: 6 }' }, 1, 6],
  ['parallel', { design: 'design: { kind: parallel, sessions: 1 }' }, 1, 8],
  [
    'split-plot',
    {
      design:
        'design: { kind: split-plot, plots: 2, within: { kind: sequential, stages: [unaided, aided] }, sessions: 1 }',
    },
    1,
    4,
  ],
] as [string, Planned, number, number][])(
  '%s: frozen, worklists stored and derived again',
  async (kind, planned, sessions, perReader) => {
    const design = planned.design.replace('kind: crossover,', 'kind: crossover, washout: { days: 28 },');
    const id = await plan({ ...planned, design });
    expect(await unmet(id)).toEqual([]);
    expect((await freeze(id)).phase).toBe('reading');
    const stored = await worklists(id);
    const reads = kind === 'crossover' ? 2 * perReader : perReader;
    for (const { id: reader } of stored.readers) {
      const own = stored.sessions.filter(({ readerId }) => readerId === reader);
      expect(own).toHaveLength(sessions);
      expect(own.reduce((sum, session) => sum + session.planned, 0)).toBe(reads);
    }
    const verification = await installation.conduct.planning.verifySchedule(id);
    expect(verification).toMatchObject({ difference: null, broken: [] });
    expect(verification.derivedHash).toBe(verification.storedHash);
    expect(verification.balance.reduce((sum, row) => sum + row.reads, 0)).toBe(2 * reads);
    const first = await installation.records.read.reads.nextOf(stored.sessions[0]!.id);
    const staged = kind === 'sequential' || kind === 'split-plot';
    expect(first?.stages).toEqual(staged ? ['unaided', 'aided'] : [first?.condition]);
  },
);

test('training cases have a session of their own before the study, and the checks count them', async () => {
  const design = 'design: { kind: concurrent, sessions: 1 }';
  const more = 'training: { cases: 2 }\n';
  expect(await unmet(await plan({ design, more }))).toContain('training-cases');
  const id = await plan({ design, more, training: 2 });
  expect(await unmet(id)).toEqual([]);
  await freeze(id);
  const { sessions } = await worklists(id);
  expect(sessions.map(({ number, phase, planned }) => `${number} ${phase} ${planned}`)).toEqual([
    '1 training 2',
    '1 training 2',
    '2 study 6',
    '2 study 6',
  ]);
});

test('a case without a truth is refused, unless the estimand leaves it out', async () => {
  const design = 'design: { kind: concurrent, sessions: 1 }';
  expect(await unmet(await plan({ design, unknown: 1 }))).toEqual(['reference-standard']);
  const more = '  estimand: { uninterpretableTruth: leave-out }\n';
  const id = await plan({ design, more, unknown: 1 });
  expect(await unmet(id)).toEqual([]);
  await freeze(id);
  expect(await installation.conduct.planning.verifySchedule(id)).toMatchObject({ difference: null, broken: [] });
});

describe('independence', () => {
  const design = 'design: { kind: concurrent, sessions: 1 }';
  const samePatient = async (id: StudyId, cases: number): Promise<string> => {
    const listed = await installation.records.read.cases.ofStudy(id);
    const patientKey = `shared-${id}`;
    const ids = listed.slice(-cases).map(({ caseId }) => `'${caseId}'`);
    await query(
      installation.databaseUrl,
      `UPDATE "case" SET patient_key = '${patientKey}' WHERE id IN (${ids.join()})`,
    );
    return patientKey;
  };

  test('two cases of one patient are refused, unless the protocol clusters patients', async () => {
    const id = await plan({ design });
    await samePatient(id, 2);
    expect(await unmet(id)).toEqual(['patients']);
    await expect(freeze(id)).rejects.toMatchObject({ code: 'not-ready-to-freeze', issues: [{ path: 'patients' }] });
    const { text } = await installation.records.read.studies.protocol(id);
    await installation.conduct.planning.change(coordinator, id, {
      protocol: text.replace('stacks: [axial],', 'stacks: [axial], patients: several-cases,'),
    });
    expect(await unmet(id)).toEqual([]);
    expect((await freeze(id)).phase).toBe('reading');
  });

  test('a reader sets no truth, whatever else he is in the study', async () => {
    const id = await plan({ design });
    const [reader] = await readersOf(id);
    await query(
      installation.databaseUrl,
      `INSERT INTO membership (study_id, user_id, role, created_at) VALUES ('${id}', '${reader!.userId}', 'truther', now())`,
    );
    const actor: Actor = { ...coordinator, user: reader!.userId as Actor['user'], administrator: false };
    const row = { case: 'case-1', positive: true, grade: null, site: null, gestationalAgeWeeks: null };
    await expect(installation.conduct.cases.putReferenceStandard(actor, id, [row])).rejects.toMatchObject({
      code: 'not-independent',
    });
  });

  test('a patient of the study is not read for training', async () => {
    const id = await plan({ design, more: 'training: { cases: 1 }\n', training: 1 });
    await samePatient(id, 2);
    expect(await unmet(id)).toEqual(['practice-apart']);
  });

  test('patients on whom the model was trained are refused, and a model that does not name them', async () => {
    const id = await plan({ design });
    const patientKey = await samePatient(id, 1);
    const trained = (patients: number, patientKeys?: string[]) =>
      query(
        installation.databaseUrl,
        `UPDATE model_version SET manifest = '${JSON.stringify({ trainingData: { patients, statement: 'told', patientKeys } })}'`,
      );
    await trained(3, ['other', patientKey]);
    expect(await unmet(id)).toEqual(['training-patients-detector-1.0.0']);
    await trained(3);
    expect(await unmet(id)).toEqual(['training-patients-detector-1.0.0']);
    await trained(3, ['other']);
    expect(await unmet(id)).toEqual([]);
    await trained(0);
    expect(await unmet(id)).toEqual([]);
  });
});

test('a reader who withdrew is replaced in the same place, by the rule of the protocol and nobody else moves', async () => {
  const { conduct, records } = installation;
  const id = await plan({
    design: 'design: { kind: crossover, sessions: 2, washout: { days: 28 } }',
    readers: 2,
  });
  const { text } = await records.read.studies.protocol(id);
  const protocol = text.replace(
    'readers: { planned: 2 }',
    'readers: { planned: 2, replacement: { rule: same-place, atMost: 1 } }',
  );
  await conduct.planning.change(coordinator, id, { protocol });
  await freeze(id);
  const [gone, stays] = (await readersOf(id)) as unknown as [{ id: string }, { id: string }];
  const replace = (reader: string) =>
    conduct.planning.replaceReader(coordinator, id, reader as ReaderId, {
      name: 'New',
      kind: 'person',
      reason: 'Moved away',
    });
  await expect(replace(gone.id)).rejects.toMatchObject({ code: 'not-withdrawn' });
  await records.transaction((tx) => tx.readers.setState(gone.id, 'withdrawn'));
  const before = await readsOf(stays.id);
  await replace(gone.id);
  await expect(replace(gone.id)).rejects.toMatchObject({ code: 'replaced' });
  const readers = await readersOf(id);
  expect(readers.map(({ number, replaces }) => [number, replaces])).toEqual([
    [1, null],
    [2, null],
    [3, 1],
  ]);
  const cells = async (reader: string) =>
    (await readsOf(reader)).map(({ number, case_id, condition }) => `${number} ${case_id} ${condition}`).sort();
  expect(await cells(readers[2]!.id)).toEqual(await cells(gone.id));
  expect(await readsOf(stays.id)).toEqual(before);
  const verification = () => conduct.planning.verifySchedule(id);
  expect(await verification()).toMatchObject({ difference: null, broken: [], replacements: [{ reader: 3, replaces: 1, difference: null }] }); // prettier-ignore
  await query(installation.databaseUrl, `UPDATE "read" SET position = position + 100 WHERE reader_id = '${readers[2]!.id}'`); // prettier-ignore
  expect((await verification()).replacements).toEqual([{ reader: 3, replaces: 1, difference: 'reader 3, session 1, position 1' }]); // prettier-ignore
});

test('versions of a draft name what they changed; a clone has the protocol and, if asked, the cases', async () => {
  const { conduct, records } = installation;
  const id = await plan({ design: 'design: { kind: parallel, sessions: 1 }' });
  const { text } = await records.read.studies.protocol(id);
  await conduct.planning.change(coordinator, id, { protocol: text.replace('target: Haemorrhage', 'target: Bleeding') });
  await expect(conduct.planning.change(coordinator, id, { protocol: 'lectern: 1' })).rejects.toMatchObject({
    kind: 'invalid',
  });
  const versions = await conduct.planning.versions(id);
  expect(versions.map(({ version, changes }) => [version, changes])).toEqual([
    [1, []],
    [2, ['~ target: "Haemorrhage" -> "Bleeding"']],
  ]);
  const clone = await conduct.planning.clone(coordinator, id, { title: 'A second study', cases: true });
  const detail = await conduct.studies.detail(coordinator, clone);
  expect(detail.title).toBe('A second study');
  expect(detail.protocol).toEqual({
    ...(await conduct.studies.detail(coordinator, id)).protocol,
    title: 'A second study',
  });
  expect(await records.read.cases.ofStudy(clone)).toHaveLength(8);
  await freeze(id);
  await expect(conduct.planning.change(coordinator, id, { protocol: text })).rejects.toMatchObject({ code: 'frozen' });
  await expect(conduct.planning.verifySchedule(clone)).rejects.toMatchObject({ code: 'not-frozen' });
});
