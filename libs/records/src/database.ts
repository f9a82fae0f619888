import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from './generated/prisma/client.js';
import { StatementNames } from './statement-names.js';

/** A connection inside or outside a transaction: what repositories are made of. */
export type Database = Prisma.TransactionClient;

/** JSON to be stored; Prisma's own type is narrower than what JSON.stringify takes. */
export function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** JSON to be stored where SQL NULL is meant by null. */
export function jsonOrNull(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null || value === undefined ? Prisma.DbNull : json(value);
}

export function poolOf(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  pool.on('error', () => undefined); // a connection that is lost while idle is made again when it is needed
  return pool;
}

/** Disconnecting ends the pool. Statements are prepared: PostgreSQL parses and plans each once a connection. */
export function connect(pool: pg.Pool): PrismaClient {
  const names = new StatementNames();
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => names.of(sql),
  });
  return new PrismaClient({ adapter });
}

/** A row as SQL gave it, under the names of the model's fields: those are the columns' in camel case throughout. */
export function fieldsOf<Row>(columns: object): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value as unknown,
    ]),
  ) as Row;
}

/** PostgreSQL chose this transaction to end a deadlock or a serialization conflict: nothing of it was kept, and it may run again. */
export function mayRunAgain(error: unknown): boolean {
  return codesOf(error).some((code) => code === 'P2034' || code === '40P01' || code === '40001');
}

/** A row with the same unique value is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).some((code) => code === 'P2002' || code === '23505');
}

function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const { code, meta } = error as { code?: unknown; meta?: { code?: unknown } };
  return [code, meta?.code, ...codesOf(error.cause)];
}
