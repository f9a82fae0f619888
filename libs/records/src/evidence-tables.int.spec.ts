import { createRecords } from './create-records.js';
import type { Records } from './records.js';
import { createTestDatabase, query, type TestDatabase } from '../testing/test-database.js';

let database: TestDatabase;
let records: Records;

beforeAll(async () => {
  database = await createTestDatabase();
  records = createRecords({ url: database.url, clock: { now: () => new Date() } });
});
afterAll(async () => {
  await records.close();
  await database.drop();
});

const by = { id: 'u1', name: 'Ada' };
const append = (n: number) =>
  records.transaction((tx) => tx.audit.append('study-1', { by, act: 'tried', after: { n, text: 'ü€😀' } }));

test('entries appended at the same time make one chain without fork or gap', async () => {
  await Promise.all(Array.from({ length: 25 }, (_, n) => append(n)));
  expect((await records.audit.entries('study-1')).map(({ index }) => index)).toEqual([...Array(25).keys()]);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: true, head: { length: 25 } });
});

test('an act that fails leaves no entry', async () => {
  const failing = records.transaction(async (tx) => {
    await tx.audit.append('study-1', { by, act: 'failed' });
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

test('whoever takes the triggers away and tampers is found, at the entry', async () => {
  await query(database.url, `ALTER TABLE audit_entry DISABLE TRIGGER ALL`);
  await query(database.url, `UPDATE audit_entry SET content = replace(content, '"n":', '"n":1') WHERE index = 7`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: false, index: 7 });
  await query(database.url, `UPDATE audit_entry SET content = replace(content, '"n":1', '"n":') WHERE index = 7`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: true });
  await query(database.url, `DELETE FROM audit_entry WHERE index >= 20`);
  expect(await records.audit.verify('study-1')).toMatchObject({ verified: false, index: 20 });
});
