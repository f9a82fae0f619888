import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { applyMigrations } from '../src/migrate.js';

export const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh database with all migrations, on the server of the run (global-setup.mjs). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await applyMigrations(database.url, migrationsFolder);
  return database;
}

export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = process.env.LECTERN_TEST_DATABASE_URL;
  if (!server)
    throw new Error('No LECTERN_TEST_DATABASE_URL: the jest project lacks records/testing/global-setup.mjs.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(server, `DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined) };
}

/** One statement on a connection of its own, past every rule of the application: for tests that tamper. */
export async function query(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
