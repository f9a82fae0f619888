import type { Database } from '../database.js';
import type { IdempotencyKey } from '../generated/prisma/client.js';

/** Acts that are done once under a key of the person who asks. */
export class IdempotencyRepository {
  constructor(private readonly db: Database) {}

  find(userId: string, keyHash: string): Promise<IdempotencyKey | null> {
    return this.db.idempotencyKey.findUnique({ where: { userId_keyHash: { userId, keyHash } } });
  }

  /** Another act under the same key waits here until this one commits or fails. @returns whether the key was not taken */
  async take(key: Omit<IdempotencyKey, 'answer'>): Promise<boolean> {
    return (await this.db.idempotencyKey.createMany({ data: [key], skipDuplicates: true })).count === 1;
  }

  async answer(userId: string, keyHash: string, answer: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.db.idempotencyKey.updateMany({ where: { userId, keyHash }, data: { answer } });
  }

  async removeExpired(now: Date): Promise<void> {
    await this.db.idempotencyKey.deleteMany({ where: { expiresAt: { lte: now } } });
  }
}
