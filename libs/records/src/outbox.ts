import { json, type Database } from './database.js';
import type { Clock } from './records.js';

/** Notified whenever a message commits. */
export const outboxChannel = 'lectern_outbox';

export interface OutboxMessage {
  readonly id: bigint;
  /** JSON as it was put in. */
  readonly payload: unknown;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
}

/** Messages that leave with the act: written in its transaction, delivered after it. */
export class Outbox {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async put(payload: object): Promise<void> {
    await this.db.outboxMessage.createMany({ data: [{ payload: json(payload), createdAt: this.clock.now() }] });
    await this.db.$executeRaw`SELECT pg_notify(${outboxChannel}, '')`;
  }

  /** Tells whoever watches a study that its record changed, once this act commits. */
  async announce(study: string): Promise<void> {
    await this.db.$executeRaw`SELECT pg_notify(${studyChannel}, ${study})`;
  }
}

/** Notified with the study's id whenever an act on it commits. */
export const studyChannel = 'lectern_study';

/** The delivering side. Any number may run: a message is with one of them at a time, and at least once delivered. */
export class OutboxRelay {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes undelivered messages, oldest first, for `leaseMillis`; after that another relay may take them. */
  async claim(limit: number, leaseMillis = 30_000): Promise<OutboxMessage[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + leaseMillis);
    const claimed = await this.db.$queryRaw<OutboxMessage[]>`
      UPDATE outbox_message SET claimed_until = ${until}, attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM outbox_message
        WHERE delivered_at IS NULL AND (claimed_until IS NULL OR claimed_until <= ${now})
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, payload, attempts`;
    return claimed.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async markDelivered(ids: readonly bigint[]): Promise<void> {
    await this.db.outboxMessage.updateMany({
      where: { id: { in: [...ids] } },
      data: { deliveredAt: this.clock.now() },
    });
  }

  /** Gives a message back that could not be delivered, to be tried again after `delayMillis`. */
  async release(id: bigint, delayMillis: number): Promise<void> {
    const claimedUntil = new Date(this.clock.now().getTime() + delayMillis);
    await this.db.outboxMessage.updateMany({ where: { id, deliveredAt: null }, data: { claimedUntil } });
  }

  async undelivered(): Promise<number> {
    return this.db.outboxMessage.count({ where: { deliveredAt: null } });
  }
}
