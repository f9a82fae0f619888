import { emptyChain, headAfter, sealEntry, type AuditAct } from '@lectern/evidence';
import { query } from '../../../records/testing/test-database.js';
import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { readSession, startStudy, type TestStudy } from '../../testing/test-study.js';
import { signDailyHeads, signedHeadsOf } from './signed-heads.js';

let installation: TestInstallation;
let study: TestStudy;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 2, 1);
});
afterAll(() => installation.close());

const occasions = async () => (await signedHeadsOf(installation, study.id)).map(({ occasion }) => occasion);
const shown = () => installation.conduct.record.verification(study.id);

test('a head is signed at freeze, and daily where the chain has grown', async () => {
  expect(await occasions()).toEqual(['freeze']);
  await signDailyHeads(installation);
  expect(await occasions()).toEqual(['freeze']);
  await readSession(installation, study.readers[0]!, study.id);
  expect(await signDailyHeads(installation)).toEqual([]);
  await signDailyHeads(installation);
  expect(await occasions()).toEqual(['freeze', 'daily']);
  const { key, heads } = await installation.conduct.record.heads(study.id);
  expect(heads.map((head) => head.key)).toEqual([key, key]);
});

test('a chain computed anew by a superuser, triggers off, is found by its signed heads and is signed no more', async () => {
  const { databaseUrl, records } = installation;
  const kept = await records.audit.sealed(study.id);
  let head = emptyChain(study.id);
  const forged = kept.map(({ content }) => {
    const { at, act, subject, reason, before, after } = JSON.parse(content) as AuditAct;
    const entry = sealEntry(head, { at, by: { id: 'u9', name: 'Eve' }, act, subject, reason, before, after });
    head = headAfter(entry);
    return entry;
  });
  const put = async (entries: typeof kept) => {
    await query(databaseUrl, 'ALTER TABLE audit_entry DISABLE TRIGGER ALL');
    for (const { index, content, previousHash, hash } of entries)
      await query(
        databaseUrl,
        `UPDATE audit_entry SET content = $$${content}$$, previous_hash = '${previousHash}', hash = '${hash}' WHERE chain = '${study.id}' AND index = ${index}`,
      );
    await query(databaseUrl, `UPDATE audit_head SET hash = '${entries.at(-1)!.hash}' WHERE chain = '${study.id}'`);
    await query(databaseUrl, 'ALTER TABLE audit_entry ENABLE TRIGGER ALL');
  };
  await put(forged);
  expect(await records.audit.verify(study.id)).toMatchObject({ verified: true }); // the chain alone cannot tell
  expect(await shown()).toMatchObject({ verified: false, problem: expect.stringMatching(/computed anew/) as string });
  expect(await signDailyHeads(installation)).toMatchObject([{ chain: study.id }]);
  expect(await occasions()).toEqual(['freeze', 'daily']);
  await put(kept);
  expect(await shown()).toMatchObject({ verified: true, problem: null });
});

test('a tail that was cut off together with the head beside it is found too', async () => {
  const { databaseUrl, records } = installation;
  const kept = await records.audit.sealed(study.id);
  await query(databaseUrl, 'ALTER TABLE audit_entry DISABLE TRIGGER ALL');
  await query(databaseUrl, `DELETE FROM audit_entry WHERE chain = '${study.id}' AND index >= ${kept.length - 2}`);
  const { hash } = kept.at(-3)!;
  await query(
    databaseUrl,
    `UPDATE audit_head SET length = ${kept.length - 2}, hash = '${hash}' WHERE chain = '${study.id}'`,
  );
  expect(await records.audit.verify(study.id)).toMatchObject({ verified: true });
  expect(await shown()).toMatchObject({
    verified: false,
    problem: expect.stringMatching(`entries ${kept.length - 2} to ${kept.length - 1} are missing`) as string,
  });
});
