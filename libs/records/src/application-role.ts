import pg from 'pg';
import { MigrationError } from './migrate.js';

export interface ApplicationRole {
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the role by which the application connects, where it is not there yet, and grants it what it needs and no more: it owns nothing, and evidence (every
 * table with an `append_only` trigger) it may add to and read, not change or remove. Call it after each migration, as the owner of the tables.
 *
 * @returns the address for the application
 * @throws MigrationError where the owner may not make roles
 */
export async function provideApplicationRole(ownerUrl: string, role: ApplicationRole): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('lectern.application-role'))`);
    await makeRole(client, role);
    await grant(client, role.name);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role.name);
  url.password = encodeURIComponent(role.password);
  return url.href;
}

/** The same for a role that is there already. @throws MigrationError where it owns tables or is a superuser, since nothing could be kept from it */
export async function grantApplication(ownerUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await assertRestricted(client, name);
    await grant(client, name);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function makeRole(client: pg.Client, { name, password }: ApplicationRole): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  const sql = `${verb} ROLE ${client.escapeIdentifier(name)} LOGIN PASSWORD ${client.escapeLiteral(password)}`;
  await client.query(sql).catch((error: Error) => {
    throw new MigrationError(
      `The application's role ${name} could not be made: ${error.message}. Let the database's administrator make a role that can log in, ` +
        'and give its address as database.applicationUrl (LECTERN_DATABASE_APPLICATION_URL).',
      { cause: error },
    );
  });
  await assertRestricted(client, name);
}

async function assertRestricted(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; owns: boolean }>(
    `SELECT rolsuper, EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = $1 AND schemaname = 'public') AS owns
     FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  if (!rows[0]) throw new MigrationError(`There is no role ${name} in the database.`);
  if (rows[0].rolsuper || rows[0].owns)
    throw new MigrationError(
      `The application must not connect as ${name}, who owns the record's tables or is a superuser: evidence could be changed. Make a role of its own for it.`,
    );
}

async function grant(client: pg.Client, name: string): Promise<void> {
  const role = client.escapeIdentifier(name);
  const { rows } = await client.query<{ table: string; evidence: boolean }>(
    `SELECT c.relname AS table, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only') AS evidence
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`,
  );
  await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`);
  await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  for (const { table, evidence } of rows)
    await client.query(`GRANT ${privilegesOn(table, evidence)} ON ${client.escapeIdentifier(table)} TO ${role}`);
}

function privilegesOn(table: string, evidence: boolean): string {
  if (evidence) return 'SELECT, INSERT';
  return table === 'audit_head' ? 'SELECT, INSERT, UPDATE' : 'SELECT, INSERT, UPDATE, DELETE';
}
