import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { provideApplicationRole, type ApplicationRole } from '../src/application-role.js';
import { applyMigrations } from '../src/migrate.js';

export const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

export interface TestDatabase {
  /** As the owner of its tables and superuser: for tests that tamper. */
  readonly url: string;
  /** As the application connects: with no right to change evidence. */
  readonly applicationUrl: string;
  drop(): Promise<void>;
}

/** A fresh database with all migrations, on the server of the run (global-setup.mjs). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await applyMigrations(database.url, migrationsFolder);
  await provideApplicationRole(database.url, roleOf(database.url));
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
  const role = roleOf(url.href);
  const applicationUrl = new URL(url);
  applicationUrl.username = role.name;
  applicationUrl.password = role.password;
  const drop = async (): Promise<void> => {
    await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
    await query(server, `DROP ROLE IF EXISTS ${role.name}`);
  };
  return { url: url.href, applicationUrl: applicationUrl.href, drop };
}

const roleOf = (url: string): ApplicationRole => ({
  name: `${new URL(url).pathname.slice(1)}_app`,
  password: 'application',
});

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
