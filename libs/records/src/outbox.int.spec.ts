import { createRecords } from './create-records.js';
import type { Records } from './records.js';
import { createTestDatabase, query, type TestDatabase } from '../testing/test-database.js';

let database: TestDatabase;
let records: Records;
let now = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  records = createRecords({ url: database.url, clock: { now: () => now } });
});
afterAll(async () => {
  await records.close();
  await database.drop();
});

const put = (n: number) => records.transaction((tx) => tx.outbox.put({ kind: 'tried', n }));

test('several relays share the messages, none is with two at a time', async () => {
  for (let n = 0; n < 30; n++) await put(n);
  const claims = await Promise.all(Array.from({ length: 6 }, () => records.relay.claim(10)));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(30);
  expect(ids).toHaveLength(30);
  expect(await records.relay.claim(10)).toEqual([]);
});

test('what a relay died with is claimed again after its lease; what was delivered is not', async () => {
  const { rows } = await query(database.url, 'SELECT id FROM outbox_message ORDER BY id LIMIT 29');
  await records.relay.markDelivered(rows.map(({ id }) => BigInt(id as string)));
  now = new Date(now.getTime() + 29_999);
  expect(await records.relay.claim(10)).toEqual([]);
  now = new Date(now.getTime() + 1);
  expect(await records.relay.claim(10)).toEqual([
    { id: expect.any(BigInt) as bigint, payload: { kind: 'tried', n: 29 }, attempts: 2 },
  ]);
});

test('a message of an act that failed never existed', async () => {
  const before = await records.relay.undelivered();
  const failing = records.transaction(async (tx) => {
    await tx.outbox.put({ kind: 'lost' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await records.relay.undelivered()).toBe(before);
});

test('watchers hear of an act when it commits, of their study only, and after the connection was lost too', async () => {
  let heard = 0;
  let others = 0;
  const stop = await records.changes.onStudy('study-1', () => heard++);
  await records.changes.onStudy('study-2', () => others++);
  await records.transaction((tx) => tx.outbox.announce('study-1'));
  await until(() => heard === 1);
  expect(others).toBe(0);
  await query(database.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
  await until(() => heard === 2); // told once after the reconnection, since it may have missed some
  await records.transaction((tx) => tx.outbox.announce('study-1'));
  await until(() => heard === 3);
  stop();
  await records.transaction((tx) => tx.outbox.announce('study-1'));
  await put(99);
  expect(heard).toBe(3);
});

async function until(is: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!is()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
