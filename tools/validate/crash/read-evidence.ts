import pg from 'pg';
import type { SentRead } from './patient-page.js';

/** Asks the record itself, past every rule of the application. */
export class RecordWitness {
  constructor(private readonly url: string) {}

  /** What the record holds that differs from what the page sent of a read: nothing, if nothing was lost or doubled. */
  async complaintsOf(sent: SentRead): Promise<string[]> {
    const [submissions, batches, audit, open] = await this.ask(
      ['SELECT answers, times FROM submission WHERE read_id = $1', [sent.read]],
      ['SELECT sequence FROM read_event_batch WHERE read_id = $1 ORDER BY sequence', [sent.read]],
      [`SELECT act FROM audit_entry WHERE content::jsonb->>'subject' = $1 ORDER BY index`, [sent.read]],
      [
        `SELECT count(*)::int AS reads FROM read WHERE state = 'open' AND reader_id = (SELECT reader_id FROM read WHERE id = $1)`,
        [sent.read],
      ],
    );
    const times = submissions?.[0]?.times as { activeMillis: number; flags: string[] } | undefined;
    return [
      ...differs('submissions', submissions?.length, 1),
      ...differs('answers', sorted(submissions?.[0]?.answers), sorted(sent.answers)),
      ...differs(
        'event batches',
        batches?.map(({ sequence }) => sequence),
        sent.sequences,
      ),
      ...differs('active time', times?.activeMillis, sent.activeMillis),
      ...differs('flags of the time', times?.flags, []),
      ...differs(
        'audit entries',
        audit?.map(({ act }) => act),
        ['read.opened', 'read.submitted'],
      ),
      ...differs('a reader has more than one open read', Number(open?.[0]?.reads) > 1, false),
    ];
  }

  /** @returns whether the record takes questions (again) */
  answers(): Promise<boolean> {
    return this.ask(['SELECT 1', []]).then(
      () => true,
      () => false,
    );
  }

  /** Messages for the conductor that no relay has delivered yet. */
  async undelivered(): Promise<number> {
    const [rows] = await this.ask([
      'SELECT count(*)::int AS waiting FROM outbox_message WHERE delivered_at IS NULL',
      [],
    ]);
    return Number(rows?.[0]?.waiting);
  }

  private async ask(...questions: [sql: string, values: unknown[]][]): Promise<Record<string, unknown>[][]> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      const answers: Record<string, unknown>[][] = [];
      for (const [sql, values] of questions)
        answers.push((await client.query<Record<string, unknown>>(sql, values)).rows);
      return answers;
    } finally {
      await client.end();
    }
  }
}

const sorted = (answers: unknown): [string, unknown][] =>
  Object.entries(answers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

function differs(what: string, found: unknown, expected: unknown): string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? [] : [`${what}: ${is} instead of ${should}`];
}
