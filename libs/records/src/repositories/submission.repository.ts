import { json, type Database } from '../database.js';
import type { Read, ReadingSession, StudyReader, Submission, User } from '../generated/prisma/client.js';

export type SubmittedReadRow = Submission & {
  readonly read: Read & { readonly session: ReadingSession; readonly reader: StudyReader & { readonly user: User } };
};

/** Submitted answers. A row is never changed; the newest version of a read holds. */
export class SubmissionRepository {
  constructor(private readonly db: Database) {}

  /** Of the last stage that was submitted. */
  newest(readId: string): Promise<Submission | null> {
    return this.db.submission.findFirst({ where: { readId }, orderBy: [{ stage: 'desc' }, { version: 'desc' }] });
  }

  async add(submission: Omit<Submission, 'answers' | 'times'> & { answers: object; times: object }): Promise<void> {
    const { answers, times } = submission;
    await this.db.submission.createMany({ data: [{ ...submission, answers: json(answers), times: json(times) }] });
  }

  /** Every version of every answer of a study, in order of read, stage and version. */
  async allOfStudy(studyId: string): Promise<SubmittedReadRow[]> {
    return this.db.submission.findMany({
      where: { read: { reader: { studyId } } },
      orderBy: [{ readId: 'asc' }, { stage: 'asc' }, { version: 'asc' }],
      include: { read: { include: { session: true, reader: { include: { user: true } } } } },
    });
  }

  /** Every stage of every read of a study with the submission that holds, by reader, session and position. */
  async ofStudy(studyId: string): Promise<SubmittedReadRow[]> {
    return this.db.submission.findMany({
      where: { read: { reader: { studyId } } },
      distinct: ['readId', 'stage'],
      orderBy: [
        { read: { reader: { number: 'asc' } } },
        { read: { session: { number: 'asc' } } },
        { read: { position: 'asc' } },
        { stage: 'asc' },
        { version: 'desc' },
      ],
      include: { read: { include: { session: true, reader: { include: { user: true } } } } },
    });
  }

  /** Median of active seconds over all submitted reads of a study, not split by anything; null before the first that has one. */
  async pooledActiveSeconds(studyId: string): Promise<{ median: number; count: number } | null> {
    const [row] = await this.db.$queryRaw<{ median: number | null; count: bigint }[]>`
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (s.times->>'activeMillis')::float8 / 1000) AS median, count(*) AS count
      FROM submission s JOIN "read" r ON r.id = s.read_id JOIN study_reader sr ON sr.id = r.reader_id
      WHERE sr.study_id = ${studyId} AND s.version = 1 AND s.times->>'activeMillis' IS NOT NULL`;
    return row && row.median !== null ? { median: row.median, count: Number(row.count) } : null;
  }
}
