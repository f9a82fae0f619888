import { openArchive, packArchive, signerOf, verifyBundle } from '@lectern/evidence';
import { query } from '../../../libs/records/testing/test-database.js';
import { finishStudy, type FinishedStudy } from '../../../libs/conduct/testing/test-bundle.js';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { attacks, runTrial } from './trials.js';
import { recomputeBundle } from '@lectern/conduct';

let installation: TestInstallation;
let study: FinishedStudy;
let bundle: Uint8Array;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await finishStudy(installation);
  bundle = await study.exportBundle();
});
afterAll(() => installation.close());

const key = (): string => installation.signer.publicKey;

test('an untouched bundle is verified, with and without what was kept apart, and its analysis is computed anew from it alone', async () => {
  const { heads } = await installation.conduct.record.heads(study.id);
  expect(heads.map(({ occasion }) => occasion)).toEqual(['freeze', 'lock', 'export']);
  expect(verifyBundle(bundle)).toMatchObject({ verified: true, findings: [] });
  const verdict = verifyBundle(bundle, { key: key(), heads });
  expect(verdict).toMatchObject({ verified: true, manifest: { study: study.id } });
  expect(recomputeBundle(verdict.files)).toEqual([]);
  expect([...verdict.files.keys()]).toEqual(
    expect.arrayContaining([
      'analysis/report.html',
      'audit/chain.jsonl',
      'image-access.jsonl',
      'protocol/version-1.yaml',
    ]),
  );
});

test('a figure that is not what the reads give is found, and another key than the expected one', () => {
  const files = openArchive(bundle);
  const text = new TextDecoder().decode(files.get('analysis/analysis.json'));
  files.set(
    'analysis/analysis.json',
    new TextEncoder().encode(text.replace(/"estimate": 0\.\d+/, '"estimate": 0.999')),
  );
  expect(recomputeBundle(files)).toMatchObject([
    { problem: expect.stringMatching(/estimate: 0\.999, computed/) as string },
  ]);
  expect(verifyBundle(packArchive(files)).findings).toContainEqual({
    where: 'analysis/analysis.json',
    problem: expect.stringMatching(/was altered/) as string,
  });
  const other = verifyBundle(bundle, { key: signerOf(new Uint8Array(32)).publicKey, heads: [] });
  expect(other.findings).toMatchObject([
    { problem: expect.stringMatching(/not by the key that is expected/) as string },
  ]);
});

test('a hundred random attacks, twenty of each kind, are found and named', () => {
  const trials = Array.from({ length: 20 * attacks.length }, (_, n) =>
    runTrial({ bundle, signer: installation.signer }, n),
  );
  expect(trials.filter(({ found, named }) => found === null || !named)).toEqual([]);
});

test('an answer that a superuser changed in the database is named in the bundle that is exported then', async () => {
  const { databaseUrl } = installation;
  const { rows } = await query(databaseUrl, `SELECT read_id FROM submission ORDER BY read_id LIMIT 1`);
  const read = rows[0]!['read_id'] as string;
  await query(databaseUrl, 'ALTER TABLE submission DISABLE TRIGGER ALL');
  await query(databaseUrl, `UPDATE submission SET answers = answers || '{"likelihood": 99}' WHERE read_id = '${read}'`);
  await query(databaseUrl, 'ALTER TABLE submission ENABLE TRIGGER ALL');
  const { verified, findings } = verifyBundle(await study.exportBundle());
  expect(verified).toBe(false);
  expect(findings).toContainEqual({
    where: `submissions.jsonl read ${read}, stage 1, version 1`,
    problem: 'was altered: it does not have its commitment',
  });
});
