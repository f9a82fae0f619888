import type { RecordedAct } from '@lectern/contracts';
import {
  emptyChain,
  headAfter,
  sealEntry,
  verifyChain,
  type AuditAct,
  type ChainHead,
  type ChainVerdict,
  type SealedEntry,
} from '@lectern/evidence';
import type { Database } from './database.js';
import { Prisma } from './generated/prisma/client.js';
import type { Clock } from './records.js';
import type { Seek } from './seek.js';

/** The chain of what belongs to no study: people and sign-in. */
export const installationChain = 'installation';

/** An entry as a screen shows it. */
export interface AuditedAct extends AuditAct {
  readonly index: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** What an act notes of itself; the log adds place and time. */
export interface AuditNote extends Partial<Pick<AuditAct, 'before' | 'after' | 'reason' | 'subject'>> {
  readonly by: AuditAct['by'];
  readonly act: RecordedAct;
}

/** Which entries of a chain are asked for. */
export interface AuditFilter {
  readonly newestFirst: boolean;
  readonly act?: string | undefined;
  /** In author, act, subject or reason, in either case. */
  readonly text?: string | undefined;
}

/** The audit chains: append and verify; there is nothing else to do with them. */
export class AuditLog {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Appends to a chain, in the order given; other writers of the chain wait until this act commits, so append last. */
  async append(chain: string, ...entries: readonly AuditNote[]): Promise<void> {
    if (entries.length === 0) return;
    const at = this.clock.now();
    let head = await this.lockHead(chain);
    const sealed = entries.map((entry) => {
      const note = { before: null, after: null, reason: null, subject: null, ...entry, at: at.toISOString() };
      const next = sealEntry(head, note);
      head = headAfter(next);
      return { ...next, at: note.at, act: entry.act };
    });
    const { length, hash } = head;
    await this.db.$executeRaw`
      WITH appended AS (
        INSERT INTO audit_entry (chain, index, at, act, content, previous_hash, hash)
        SELECT chain, index, at, act, content, "previousHash", hash
        FROM json_to_recordset(${JSON.stringify(sealed)}::json) AS e(
          chain text, index int, at timestamptz, act text, content text, "previousHash" text, hash text))
      UPDATE audit_head SET length = ${length}, hash = ${hash} WHERE chain = ${chain}`;
  }

  async entries(chain: string): Promise<AuditedAct[]> {
    return (await this.sealed(chain)).map(opened);
  }

  /** Entries in order of index, after the one of the key. */
  async page(
    chain: string,
    { newestFirst, act, text }: AuditFilter,
    { after, take }: Seek<number>,
  ): Promise<AuditedAct[]> {
    const later =
      after === null ? none : newestFirst ? Prisma.sql`AND index < ${after}` : Prisma.sql`AND index > ${after}`;
    const ofAct = act === undefined ? none : Prisma.sql`AND act = ${act}`;
    const holding = text === undefined ? none : Prisma.sql`AND position(lower(${text}) IN lower(${searched})) > 0`;
    const rows = await this.db.$queryRaw<SealedEntry[]>`
      SELECT chain, index, content, previous_hash AS "previousHash", hash FROM audit_entry
      WHERE chain = ${chain} ${later} ${ofAct} ${holding}
      ORDER BY index ${newestFirst ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${take}`;
    return rows.map(opened);
  }

  /** The acts that occur in a chain, each once. */
  async acts(chain: string): Promise<string[]> {
    const rows = await this.db.auditEntry.findMany({ where: { chain }, distinct: ['act'], orderBy: { act: 'asc' } });
    return rows.map(({ act }) => act);
  }

  /** The entries as they were sealed. */
  async sealed(chain: string): Promise<SealedEntry[]> {
    const rows = await this.db.auditEntry.findMany({ where: { chain }, orderBy: { index: 'asc' } });
    return rows.map(({ index, content, previousHash, hash }) => ({ chain, index, content, previousHash, hash }));
  }

  /** Checks a chain from its first entry to the head that is kept beside it. */
  async verify(chain: string): Promise<ChainVerdict> {
    const head = await this.db.auditHead.findUnique({ where: { chain } });
    return verifyChain(chain, await this.sealed(chain), head);
  }

  async head(chain: string): Promise<ChainHead> {
    return (await this.db.auditHead.findUnique({ where: { chain } })) ?? emptyChain(chain);
  }

  /** The heads of all chains. */
  heads(): Promise<ChainHead[]> {
    return this.db.auditHead.findMany({ orderBy: { chain: 'asc' } });
  }

  private async lockHead(chain: string): Promise<ChainHead> {
    const locked = () =>
      this.db.$queryRaw<ChainHead[]>`SELECT chain, length, hash FROM audit_head WHERE chain = ${chain} FOR UPDATE`;
    const [head] = await locked();
    if (head) return head;
    const { length, hash } = emptyChain(chain);
    await this.db
      .$executeRaw`INSERT INTO audit_head (chain, length, hash) VALUES (${chain}, ${length}, ${hash}) ON CONFLICT DO NOTHING`;
    const [made = emptyChain(chain)] = await locked();
    return made;
  }
}

const none = Prisma.empty;

/** What of an entry is searched for a text. */
const searched = Prisma.sql`concat_ws(' ', content::jsonb #>> '{by,name}', act, content::jsonb ->> 'subject', content::jsonb ->> 'reason')`;

const opened = ({ index, previousHash, hash, content }: SealedEntry): AuditedAct => ({
  ...(JSON.parse(content) as AuditAct),
  index,
  previousHash,
  hash,
});
