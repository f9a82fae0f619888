/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { createActivities, type Actor, type UploadedFile } from '@lectern/conduct';
import { asUpload, examination, identifying } from '../../../libs/conduct/testing/test-examination.js';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../libs/conduct/testing/test-study.js';
import { query } from '../../../libs/records/testing/test-database.js';
import type { CaseId, StudyId } from '@lectern/contracts';
import { mutated } from './mutate.js';

/** Each is one damaged file in an otherwise sound examination: every kind of damage several times; `npm run validate:intake` takes more. */
const damaged = Number(process.env.LECTERN_DAMAGED_CASES ?? 15);

let installation: TestInstallation;
let activities: ReturnType<typeof createActivities>;
let coordinator: Actor;
let study: StudyId;
const outcomes = new Map<CaseId, { accepted: boolean; files: readonly UploadedFile[] }>();

beforeAll(
  async () => {
    installation = await startTestInstallation();
    activities = createActivities({
      ...installation,
      modelsFolder: '/nowhere',
      deidentificationKey: new Uint8Array(32).fill(7),
      software: { name: 'Lectern', version: 'test' },
    });
    coordinator = await installation.administrator();
    study = (await installation.conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
    await take('sound', examination({ patient: 'SOUND', slices: 3 }));
    for (let seed = 0; seed < damaged; seed++) await takeDamaged(seed);
  },
  240_000 + 4_000 * damaged,
);
afterAll(() => installation.close());

async function takeDamaged(seed: number): Promise<void> {
  const files = examination({ patient: `PATIENT-${seed}`, slices: 3 });
  const at = seed % files.length;
  files[at] = { ...files[at]!, bytes: mutated(files[at]!.bytes, seed).bytes };
  await take(`case-${seed}`, files);
}

async function take(label: string, files: readonly UploadedFile[]): Promise<void> {
  const { id } = await installation.conduct.cases.receive(coordinator, study, label, asUpload(files));
  const { accepted } = await activities.examineCase(id);
  await (accepted ? activities.acceptCase(id) : activities.refuseCase(id));
  outcomes.set(id, { accepted, files });
}

const keysBelow = async (prefix: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const key of installation.store.list(prefix)) found.push(key);
  return found;
};
const casesOf = async (sql: string): Promise<string[]> =>
  (await query(installation.databaseUrl, sql)).rows.map((row) => String(Object.values(row)[0]));
const refused = (): CaseId[] => [...outcomes].flatMap(([id, { accepted }]) => (accepted ? [] : [id]));
const taken = (): CaseId[] => [...outcomes].flatMap(([id, { accepted }]) => (accepted ? [id] : []));

test('damaged examinations are taken in whole or refused; of those refused nothing is left but sealed originals', async () => {
  expect(refused().length).toBeGreaterThan(5);
  expect(taken().length).toBeGreaterThan(0);
  expect(await keysBelow('quarantine/')).toEqual([]);
  for (const id of taken())
    expect((await keysBelow(`cases/${id}/`)).map((key) => key.split('/').at(-1))).toEqual(['frames', 'metadata.json']);
  const found = new Set((await keysBelow('')).map((key) => key.split('/').slice(0, 2).join('/')));
  expect([...found].sort()).toEqual(
    [...taken().map((id) => `cases/${id}`), ...refused().map((id) => `sealed/${id}`)].sort(),
  );
  for (const table of ['stack', 'sealed_identity', 'source_image'])
    for (const id of await casesOf(`SELECT DISTINCT case_id FROM ${table}`)) expect(taken()).toContain(id);
});

test('what is sealed says nothing of the patient, opens for an administrator with a reason, and is the file as it came', async () => {
  const [id] = refused() as [CaseId];
  for (const key of await keysBelow('sealed/')) {
    const text = Buffer.from(await installation.store.get(key)).toString('latin1');
    for (const name of identifying.filter(({ length }) => length > 5)) expect(text).not.toContain(name); // shorter ones come about by chance
  }
  const reason = 'What is wrong with this file?';
  const { cases } = installation.conduct;
  const opened = await cases.original(coordinator, study, id, { file: 1, reason });
  expect(Buffer.from(opened)).toEqual(Buffer.from(outcomes.get(id)!.files[1]!.bytes));
  expect(await installation.records.read.identities.accesses(id)).toMatchObject([{ userId: coordinator.user, reason }]);
  const reader = { ...coordinator, administrator: false };
  await expect(cases.original(reader, study, id, { file: 1, reason })).rejects.toMatchObject({ code: 'not-permitted' });
});

test('when their time is over, nothing of a refused case is left', async () => {
  installation.clock.advance({ days: 13 });
  await activities.expireOriginals();
  expect(await keysBelow('sealed/')).not.toEqual([]);
  installation.clock.advance({ days: 1 });
  await activities.expireOriginals();
  expect(await keysBelow('sealed/')).toEqual([]);
  const [id] = refused() as [CaseId];
  const asked = { file: 1, reason: 'Too late' };
  await expect(installation.conduct.cases.original(coordinator, study, id, asked)).rejects.toMatchObject({
    code: 'no-original',
  });
  expect(await casesOf('SELECT id FROM "case" WHERE sealed_until IS NOT NULL')).toEqual([]);
});
