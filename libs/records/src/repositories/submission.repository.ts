import { json, type Database } from '../database.js';
import type { Read, ReadingSession, StudyReader, Submission, User } from '../generated/prisma/client.js';

/** A read of the worklists whose last stage was submitted; of a read that was opened again its first version. */
export interface PacedRead {
  readonly reader: number;
  readonly session: number;
  readonly position: number;
  readonly submittedAt: Date;
  /** Over all stages; null where a stage has no time. */
  readonly activeSeconds: number | null;
}

export type SubmittedReadRow = Submission & {
  readonly read: Read & { readonly session: ReadingSession; readonly reader: StudyReader & { readonly user: User } };
};

/** Submitted answers. A row is never changed; the newest version of a read holds. */
export class SubmissionRepository {
  constructor(private readonly db: Database) {}

  /** Of a stage: the version named, or the newest. */
  find(readId: string, stage: number, version: number | null): Promise<Submission | null> {
    const where = { readId, stage, ...(version === null ? {} : { version }) };
    return this.db.submission.findFirst({ where, orderBy: { version: 'desc' } });
  }

  /** What was answered before: in the stage before, or before the read was opened again. */
  before(readId: string, stage: number, version: number): Promise<Submission | null> {
    return version > 1 ? this.find(readId, stage, version - 1) : this.find(readId, stage - 1, null);
  }

  /** Every answer of a reader that holds, stages in order. */
  ofReader(readerId: string): Promise<(Submission & { readonly read: Read })[]> {
    return this.db.submission.findMany({
      where: { read: { readerId } },
      distinct: ['readId', 'stage'],
      orderBy: [{ readId: 'asc' }, { stage: 'asc' }, { version: 'desc' }],
      include: { read: true },
    });
  }

  /** When answers of a reader were begun and submitted since an instant, in ms since 1970, and how much active time each took. */
  async latelyOf(
    readerId: string,
    since: Date,
  ): Promise<{ startedAt: number; submittedAt: number; activeMillis: number; completes: boolean }[]> {
    return this.db.$queryRaw`
      SELECT (extract(epoch FROM l.taken_at) * 1000)::float8 AS "startedAt",
             (extract(epoch FROM s.submitted_at) * 1000)::float8 AS "submittedAt",
             coalesce((s.times->>'activeMillis')::float8, 0) AS "activeMillis",
             s.stage >= coalesce(cardinality(r.stages), 1) AS completes
      FROM submission s JOIN "read" r ON r.id = s.read_id
      JOIN LATERAL (SELECT min(taken_at) AS taken_at FROM read_lease
                    WHERE read_id = s.read_id AND stage = s.stage AND version = s.version) l ON true
      WHERE r.reader_id = ${readerId} AND s.submitted_at >= ${since}`;
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

  /** Reads of the study phase in the order of their submission: who, where in the session, when and how long; nothing of case or condition. */
  pacedReadsOf(studyId: string): Promise<PacedRead[]> {
    return this.db.$queryRaw<PacedRead[]>`
      SELECT sr.number AS reader, rs.number AS session, r.position, max(s.submitted_at) AS "submittedAt",
        CASE WHEN bool_and(s.times->>'activeMillis' IS NOT NULL) THEN sum((s.times->>'activeMillis')::float8) / 1000 END AS "activeSeconds"
      FROM submission s JOIN "read" r ON r.id = s.read_id JOIN reading_session rs ON rs.id = r.session_id
        JOIN study_reader sr ON sr.id = r.reader_id
      WHERE sr.study_id = ${studyId} AND s.version = 1 AND rs.phase = 'study'
      GROUP BY r.id, sr.number, rs.number HAVING count(*) = cardinality(r.stages)
      ORDER BY max(s.submitted_at), r.id`;
  }

  /** Median of the active (else elapsed) seconds of a session's answered reads, all stages together, and how many there are. */
  async paceOfSession(sessionId: string): Promise<{ median: number | null; count: number }> {
    const [row] = await this.db.$queryRaw<{ median: number | null; count: bigint }[]>`
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median, count(*) AS count FROM (
        SELECT sum(COALESCE((s.times->>'activeMillis')::float8, (s.times->>'elapsedMillis')::float8)) / 1000 AS seconds
        FROM submission s JOIN "read" r ON r.id = s.read_id
        WHERE r.session_id = ${sessionId} AND s.version = 1
        GROUP BY r.id HAVING count(*) = cardinality(r.stages)) AS whole`;
    return { median: row?.median ?? null, count: Number(row?.count ?? 0) };
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
