import { emptyChain, headAfter, sealEntry, verifyChain, type AuditAct, type ChainVerdict } from '@lectern/evidence';
import type { Database } from './database.js';
import type { Clock } from './records.js';

/** The chain of what belongs to no study: people and sign-in. */
export const installationChain = 'installation';

/** An entry as a screen shows it. */
export interface AuditedAct extends AuditAct {
  readonly index: number;
  readonly previousHash: string;
  readonly hash: string;
}

type Entry = Omit<AuditAct, 'at' | 'before' | 'after' | 'reason' | 'subject'> &
  Partial<Pick<AuditAct, 'before' | 'after' | 'reason' | 'subject'>>;

/** The audit chains: append and verify; there is nothing else to do with them. */
export class AuditLog {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Appends to a chain; other writers of the chain wait until this act commits, so append last. */
  async append(chain: string, entry: Entry): Promise<void> {
    const empty = emptyChain(chain);
    await this.db
      .$executeRaw`INSERT INTO audit_head (chain, length, hash) VALUES (${chain}, 0, ${empty.hash}) ON CONFLICT DO NOTHING`;
    const [head] = await this.db.$queryRaw<
      { length: number; hash: string }[]
    >`SELECT length, hash FROM audit_head WHERE chain = ${chain} FOR UPDATE`;
    const at = this.clock.now();
    const sealed = sealEntry(
      { ...empty, ...head },
      { before: null, after: null, reason: null, subject: null, ...entry, at: at.toISOString() },
    );
    await this.db.auditEntry.create({ data: { ...sealed, at, act: entry.act } });
    const after = headAfter(sealed);
    await this.db.auditHead.update({ where: { chain }, data: { length: after.length, hash: after.hash } });
  }

  async entries(chain: string): Promise<AuditedAct[]> {
    const rows = await this.db.auditEntry.findMany({ where: { chain }, orderBy: { index: 'asc' } });
    return rows.map(({ index, previousHash, hash, content }) => ({
      ...(JSON.parse(content) as AuditAct),
      index,
      previousHash,
      hash,
    }));
  }

  /** Checks a chain from its first entry to the head that is kept beside it. */
  async verify(chain: string): Promise<ChainVerdict> {
    const head = await this.db.auditHead.findUnique({ where: { chain } });
    const rows = await this.db.auditEntry.findMany({ where: { chain }, orderBy: { index: 'asc' } });
    return verifyChain(chain, rows, head);
  }
}
