import { grantApplication } from './application-role.js';
import { createRecords } from './create-records.js';
import type { Records } from './records.js';
import { createTestDatabase, query, type TestDatabase } from '../testing/test-database.js';

let database: TestDatabase;
let records: Records;

beforeAll(async () => {
  database = await createTestDatabase();
  records = createRecords({ url: database.applicationUrl, clock: { now: () => new Date() } });
});
afterAll(async () => {
  await records.close();
  await database.drop();
});

const by = { id: 'u1', name: 'Ada' };
const append = (n: number) =>
  records.transaction((tx) => tx.audit.append('study-1', { by, act: 'read.opened', after: { n, text: 'ü€😀' } }));

test('entries appended at the same time make one chain without fork or gap', async () => {
  await Promise.all(Array.from({ length: 25 }, (_, n) => append(n)));
  expect((await records.audit.entries('study-1')).map(({ index }) => index)).toEqual([...Array(25).keys()]);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: true, head: { length: 25 } });
});

test('an act that fails leaves no entry', async () => {
  const failing = records.transaction(async (tx) => {
    await tx.audit.append('study-1', { by, act: 'read.submitted' });
    throw new Error('after all');
  });
  await expect(failing).rejects.toThrow('after all');
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: true, head: { length: 25 } });
});

test.each([
  'UPDATE audit_entry SET act = act',
  'DELETE FROM audit_entry',
  'TRUNCATE audit_entry',
  'DELETE FROM audit_head',
  'TRUNCATE submission',
  'TRUNCATE read_event_batch',
  'TRUNCATE study_freeze CASCADE',
])('the owner of the tables is refused: %s', async (sql) => {
  await expect(query(database.url, sql)).rejects.toMatchObject({ code: '23000' });
});

test('the application may add evidence and read it; changing or removing any is denied to it, whatever a trigger says', async () => {
  const { rows } = await query(
    database.url,
    `SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid WHERE tgname = 'append_only'`,
  );
  const evidence = rows.map(({ relname }) => relname as string);
  expect(evidence).toEqual(
    expect.arrayContaining(['audit_entry', 'submission', 'electronic_signature', 'image_access']),
  );
  for (const table of evidence) {
    for (const sql of [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `DROP TABLE ${table} CASCADE`,
      `UPDATE ${table} SET ${(await firstColumn(table)) as string} = DEFAULT`,
    ])
      await expect(query(database.applicationUrl, sql)).rejects.toMatchObject({ code: '42501' }); // insufficient_privilege
  }
  for (const sql of ['DELETE FROM audit_head', 'DELETE FROM _prisma_migrations', 'CREATE TABLE more (id int)'])
    await expect(query(database.applicationUrl, sql)).rejects.toMatchObject({ code: '42501' });
});

async function firstColumn(table: string): Promise<unknown> {
  const columns = `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' LIMIT 1`;
  return (await query(database.url, columns)).rows[0]?.column_name;
}

test('the owner of the tables, and a superuser, are refused as the application', async () => {
  const owner = decodeURIComponent(new URL(database.url).username);
  await expect(grantApplication(database.url, owner)).rejects.toThrow(/must not connect as/);
  await expect(grantApplication(database.url, 'nobody-there')).rejects.toThrow(/no role nobody-there/);
  const role = decodeURIComponent(new URL(database.applicationUrl).username);
  await expect(grantApplication(database.url, role)).resolves.toBeUndefined();
});

test('whoever takes the triggers away and tampers is found, at the entry', async () => {
  await query(database.url, `ALTER TABLE audit_entry DISABLE TRIGGER ALL`);
  await query(database.url, `UPDATE audit_entry SET content = replace(content, '"n":', '"n":1') WHERE index = 7`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: false, index: 7 });
  await query(database.url, `UPDATE audit_entry SET content = replace(content, '"n":1', '"n":') WHERE index = 7`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: true });
  await query(database.url, `DELETE FROM audit_entry WHERE index >= 20`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: false, index: 20 });
});
