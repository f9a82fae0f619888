import type { Database } from '../database.js';
import type { ReaderState, ReadingSession, Study, StudyReader, User } from '../generated/prisma/client.js';

export type ReaderWithUser = StudyReader & { readonly user: User };
export type SessionWithCounts = ReadingSession & {
  readonly planned: number;
  readonly submitted: number;
  readonly excused: number;
  /** Newest submission of a read of it; later than its end where a read was opened again. */
  readonly lastReadAt: Date | null;
};

/** Readers of studies and their sessions. */
export class ReaderRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<ReaderWithUser | null> {
    return this.db.studyReader.findUnique({ where: { id }, include: { user: true } });
  }

  ofUser(studyId: string, userId: string): Promise<ReaderWithUser | null> {
    return this.db.studyReader.findUnique({ where: { studyId_userId: { studyId, userId } }, include: { user: true } });
  }

  /** The seat of a person in a study, locked: one act of a reader at a time. */
  async lockOfUser(studyId: string, userId: string): Promise<ReaderWithUser | null> {
    await this.db
      .$executeRaw`SELECT 1 FROM study_reader WHERE study_id = ${studyId} AND user_id = ${userId} FOR UPDATE`;
    return this.ofUser(studyId, userId);
  }

  /** The same by the reader's id. */
  async lock(id: string): Promise<ReaderWithUser | null> {
    await this.db.$executeRaw`SELECT 1 FROM study_reader WHERE id = ${id} FOR UPDATE`;
    return this.find(id);
  }

  /** In order of number. */
  ofStudy(studyId: string): Promise<ReaderWithUser[]> {
    return this.db.studyReader.findMany({ where: { studyId }, include: { user: true }, orderBy: { number: 'asc' } });
  }

  /** The seats of a person in all studies, with their studies. */
  seatsOf(userId: string): Promise<(StudyReader & { study: Study })[]> {
    return this.db.studyReader.findMany({ where: { userId }, include: { study: true }, orderBy: { id: 'asc' } });
  }

  async create(reader: StudyReader): Promise<void> {
    await this.db.studyReader.create({ data: reader });
  }

  async setState(id: string, state: ReaderState): Promise<void> {
    await this.db.studyReader.update({ where: { id }, data: { state } });
  }

  async setStratum(id: string, stratum: string | null): Promise<void> {
    await this.db.studyReader.update({ where: { id }, data: { stratum } });
  }

  async setTimeZone(id: string, timeZone: string): Promise<void> {
    await this.db.studyReader.update({ where: { id }, data: { timeZone } });
  }

  async setQualified(id: string, qualified: boolean): Promise<void> {
    await this.db.studyReader.update({ where: { id }, data: { qualified } });
  }

  async createSessions(sessions: readonly ReadingSession[]): Promise<void> {
    await this.db.readingSession.createMany({ data: [...sessions] });
  }

  /** Of one reader or several, in order of number, with how many reads each has and how many of them are submitted. */
  async sessionsOf(readerIds: readonly string[]): Promise<SessionWithCounts[]> {
    const where = { readerId: { in: [...readerIds] } };
    const sessions = await this.db.readingSession.findMany({ where, orderBy: { number: 'asc' } });
    const counts = await this.db.read.groupBy({
      by: ['sessionId', 'state'],
      where,
      _count: true,
      _max: { submittedAt: true },
    });
    const count = (id: string, only?: string) =>
      counts
        .filter(({ sessionId, state }) => sessionId === id && (only === undefined || state === only))
        .reduce((sum, row) => sum + row._count, 0);
    return sessions.map((session) => ({
      ...session,
      planned: count(session.id),
      submitted: count(session.id, 'submitted'),
      excused: count(session.id, 'excused'),
      lastReadAt: counts.reduce<Date | null>(
        (last, { sessionId, _max: { submittedAt } }) =>
          sessionId === session.id && submittedAt && (!last || submittedAt > last) ? submittedAt : last,
        null,
      ),
    }));
  }

  async openSession(id: string, openedAt: Date): Promise<void> {
    await this.db.readingSession.updateMany({ where: { id, state: 'waiting' }, data: { state: 'open', openedAt } });
  }

  async finishSession(id: string, finishedAt: Date): Promise<void> {
    await this.db.readingSession.update({ where: { id }, data: { state: 'finished', finishedAt } });
  }

  async setOpensAt(readerId: string, number: number, opensAt: Date): Promise<void> {
    await this.db.readingSession.updateMany({ where: { readerId, number, state: 'waiting' }, data: { opensAt } });
  }
}
