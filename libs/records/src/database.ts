import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/prisma/client.js';

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

export function connect(url: string, connections: number): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
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
