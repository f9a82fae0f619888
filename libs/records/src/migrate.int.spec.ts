import { cp, mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, poolOf } from './database.js';
import { Prisma } from './generated/prisma/client.js';
import { applyMigrations } from './migrate.js';
import { createEmptyDatabase, migrationsFolder, query, type TestDatabase } from '../testing/test-database.js';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'lectern-migrations-'));
  await cp(migrationsFolder, folder, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function add(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

test('several processes that start at once apply each migration once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database.url, folder)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await applyMigrations(database.url, folder)).toEqual([]);
  await add('20990101000000_more', 'CREATE TABLE more (id int)');
  expect(await applyMigrations(database.url, folder)).toEqual(['20990101000000_more']);
});

test('a migration that fails leaves nothing behind and can be mended', async () => {
  await applyMigrations(database.url, folder);
  await add('20990101000000_more', 'CREATE TABLE more (id int); CREATE TABLE study (id int)');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/20990101000000_more failed/);
  await add('20990101000000_more', 'CREATE TABLE more (id int)');
  expect(await applyMigrations(database.url, folder)).toEqual(['20990101000000_more']);
});

test('a migration that was changed after it was applied, and one from a newer version, stop the start', async () => {
  await add('20990101000000_more', 'CREATE TABLE more (id int)');
  await applyMigrations(database.url, folder);
  await add('20990101000000_more', 'CREATE TABLE more (id bigint)');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/was changed after it was applied/);
  await rm(join(folder, '20990101000000_more'), { recursive: true });
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/start the newer version/);
});

test('people who had one address together before it stood for one person keep it: the first alone, the others marked', async () => {
  const addresses = '20261126083000_addresses';
  await rm(join(folder, addresses), { recursive: true });
  await applyMigrations(database.url, folder);
  const people = [`('b', 'x@h.test', 'person', 1)`, `('a', 'X@h.test', 'person', 2)`, `('c', 'x@h.test', 'simulated', 0)`, `('d', NULL, 'person', 3)`, `('e', NULL, 'person', 4)`]; // prettier-ignore
  await query(database.url, `INSERT INTO user_account (id, name, email, kind, created_at) SELECT id, id, email, kind::person_kind, to_timestamp(at) FROM (VALUES ${people.join()}) AS came (id, email, kind, at)`); // prettier-ignore
  await cp(join(migrationsFolder, addresses), join(folder, addresses), { recursive: true });
  expect(await applyMigrations(database.url, folder)).toEqual([addresses]);
  const { rows } = await query(database.url, 'SELECT id, email FROM user_account WHERE shares_address');
  expect(rows).toEqual([{ id: 'a', email: 'X@h.test' }]);
});

test('the account of migrations is that of Prisma: its checksum, its columns', async () => {
  await applyMigrations(database.url, folder);
  const { rows } = await query(database.url, 'SELECT * FROM _prisma_migrations ORDER BY migration_name');
  expect(rows[0]).toMatchObject({
    migration_name: '20261124000000_record',
    checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    applied_steps_count: 1,
    rolled_back_at: null,
  });
});

test('the migrated database has every table and column that the client asks for', async () => {
  await applyMigrations(database.url, folder);
  const client = connect(poolOf(database.url, 2));
  try {
    const delegates = Object.keys(Prisma.ModelName).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(delegates).toContain('auditEntry');
    for (const delegate of delegates) {
      const { findFirst } = (client as unknown as Record<string, { findFirst(): Promise<unknown> }>)[delegate]!;
      await expect(findFirst()).resolves.toBeNull();
    }
  } finally {
    await client.$disconnect();
  }
});
