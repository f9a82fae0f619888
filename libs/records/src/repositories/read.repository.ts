import { json, type Database } from '../database.js';
import type { Seek } from '../seek.js';
import {
  Prisma,
  type Read,
  type ReadDraft,
  type ReadEventBatch,
  type ReadingSession,
  type ReadLease,
  type ReaderState,
  type ReadState,
  type StudyPhase,
  type StudyReader,
} from '../generated/prisma/client.js';

export type StoredRead = Read & {
  readonly session: ReadingSession & { readonly _count: { readonly reads: number } };
  readonly draft: ReadDraft | null;
};

/** A read with its place among all reads of its study. */
export type StandingRead = Read & { readonly session: ReadingSession; readonly reader: StudyReader };

/** Numbers of reader and session, and the place in the session. */
export interface StandingKey {
  readonly reader: number;
  readonly session: number;
  readonly position: number;
}

export type UnsubmittedRead = Read & { readonly reader: StudyReader };

export interface ReadCounts {
  readonly planned: number;
  readonly submitted: number;
}

/** What a read's events are judged by as they come in. */
export interface ReadGate {
  readonly phase: StudyPhase;
  readonly readerState: ReaderState;
  readonly state: ReadState;
  readonly lease: number;
}

/** What is known of a read while it is open, in the order in which it came. */
export interface ReadEvidence {
  readonly leases: ReadLease[];
  readonly batches: ReadEventBatch[];
}

const whole = { session: { include: { _count: { select: { reads: true } } } }, draft: true } as const;

/** Worklists, and what happens to a read before it is submitted. */
export class ReadRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<StoredRead | null> {
    return this.db.read.findUnique({ where: { id }, include: whole });
  }

  /** A second page of the same reader waits here. */
  async lock(id: string): Promise<StoredRead | null> {
    await this.db.$executeRaw`SELECT 1 FROM "read" WHERE id = ${id} FOR UPDATE`;
    return this.find(id);
  }

  /** A reader's read, which is not submitted while this act goes on, and whose study stays in its phase; other events of it may come in. */
  hold(studyId: string, userId: string, id: string): Promise<ReadGate | null> {
    return this.gate(studyId, userId, id, Prisma.sql`FOR SHARE OF s, r`);
  }

  /** The same, and the reader's other acts on the read wait. */
  lockUnderStudy(studyId: string, userId: string, id: string): Promise<ReadGate | null> {
    return this.gate(studyId, userId, id, Prisma.sql`FOR SHARE OF s FOR UPDATE OF r`);
  }

  /** @param locks taken in the order in which they are named */
  private async gate(studyId: string, userId: string, id: string, locks: Prisma.Sql): Promise<ReadGate | null> {
    const [gate] = await this.db.$queryRaw<ReadGate[]>`
      SELECT s.phase, sr.state AS "readerState", r.state, r.lease
      FROM study s JOIN study_reader sr ON sr.study_id = s.id JOIN "read" r ON r.reader_id = sr.id
      WHERE s.id = ${studyId} AND sr.user_id = ${userId} AND r.id = ${id} ${locks}`;
    return gate ?? null;
  }

  async createAll(reads: readonly Read[]): Promise<void> {
    await this.db.read.createMany({ data: [...reads] });
  }

  openOf(readerId: string): Promise<StoredRead | null> {
    return this.db.read.findFirst({ where: { readerId, state: 'open' }, include: whole });
  }

  /** The first read of a session that was not opened yet. */
  nextOf(sessionId: string): Promise<StoredRead | null> {
    return this.db.read.findFirst({
      where: { sessionId, state: 'waiting' },
      orderBy: { position: 'asc' },
      include: whole,
    });
  }

  /** What a reader reads next in a session: first what was opened again, in whatever session. */
  dueOf(readerId: string, sessionId: string): Promise<StoredRead | null> {
    return this.db.read.findFirst({
      where: { state: 'waiting', OR: [{ sessionId }, { readerId, version: { gt: 1 } }] },
      orderBy: [{ session: { number: 'asc' } }, { position: 'asc' }],
      include: whole,
    });
  }

  /** The first read of a reader that a coordinator opened again, in whatever session. */
  reopenedOf(readerId: string): Promise<StoredRead | null> {
    return this.db.read.findFirst({
      where: { readerId, state: 'waiting', version: { gt: 1 } },
      orderBy: [{ session: { number: 'asc' } }, { position: 'asc' }],
      include: whole,
    });
  }

  /** Where every read of a study stands, by reader, session and position. */
  standingsOfStudy(studyId: string, { after, take }: Seek<StandingKey>): Promise<StandingRead[]> {
    return this.db.read.findMany({
      where: { reader: { studyId }, ...(after && { OR: laterStandings(after) }) },
      orderBy: [{ reader: { number: 'asc' } }, { session: { number: 'asc' } }, { position: 'asc' }],
      include: { session: true, reader: true },
      take,
    });
  }

  countOf(readerId: string): Promise<ReadCounts> {
    return this.count({ readerId });
  }

  countOfStudy(studyId: string): Promise<ReadCounts> {
    return this.count({ reader: { studyId } });
  }

  excusedOfStudy(studyId: string): Promise<number> {
    return this.db.read.count({ where: { reader: { studyId }, state: 'excused' } });
  }

  /** Reads of the study's worklists, not of training or qualification, that nobody submitted. */
  unsubmittedOfStudy(studyId: string): Promise<UnsubmittedRead[]> {
    return this.db.read.findMany({
      where: { reader: { studyId }, session: { phase: 'study' }, state: { not: 'submitted' } },
      include: { reader: true },
      orderBy: { id: 'asc' },
    });
  }

  countUnfinished(sessionId: string): Promise<number> {
    return this.db.read.count({ where: { sessionId, state: { in: ['waiting', 'open'] } } });
  }

  async markOpen(id: string, lease: number, openedAt: Date): Promise<void> {
    await this.db.$executeRaw`
      WITH opened AS (
        UPDATE "read" SET state = 'open', opened_at = ${openedAt}, lease = ${lease} WHERE id = ${id}
        RETURNING id, stage, version)
      INSERT INTO read_lease (read_id, lease, stage, version, taken_at)
      SELECT id, ${lease}, stage, version, ${openedAt} FROM opened`;
  }

  async raiseLease(id: string, lease: number, takenAt: Date): Promise<void> {
    await this.db.read.updateMany({ where: { id }, data: { lease } });
    await this.noteLease(id, lease, takenAt);
  }

  /** The next stage of a staged read is shown; what was drafted belonged to the one before. */
  async revealStage(id: string, stage: number, lease: number, takenAt: Date): Promise<void> {
    await this.db.readDraft.deleteMany({ where: { readId: id } });
    await this.db.read.updateMany({ where: { id }, data: { stage, lease } });
    await this.noteLease(id, lease, takenAt);
  }

  private async noteLease(id: string, lease: number, takenAt: Date): Promise<void> {
    await this.db.$executeRaw`
      INSERT INTO read_lease (read_id, lease, stage, version, taken_at)
      SELECT id, ${lease}, stage, version, ${takenAt} FROM "read" WHERE id = ${id}`;
  }

  async markSubmitted(id: string, submittedAt: Date): Promise<void> {
    await this.db.read.updateMany({ where: { id }, data: { state: 'submitted', submittedAt } });
  }

  async dropDraft(readId: string): Promise<void> {
    await this.db.readDraft.deleteMany({ where: { readId } });
  }

  evidenceOf(id: string): Promise<ReadEvidence> {
    return this.db.read.findUniqueOrThrow({
      where: { id },
      select: {
        leases: { orderBy: { lease: 'asc' } },
        batches: { orderBy: [{ lease: 'asc' }, { sequence: 'asc' }] },
      },
    });
  }

  async saveDraft(draft: Omit<ReadDraft, 'answers'> & { answers: object }): Promise<void> {
    const data = { ...draft, answers: json(draft.answers) };
    await this.db.readDraft.upsert({ where: { readId: draft.readId }, create: data, update: data });
  }

  /** Stores a batch unless one of its number is there. @returns whether it was stored, and the hash of the one that is there now */
  async addBatch(
    batch: Omit<ReadEventBatch, 'events'> & { events: readonly object[] },
  ): Promise<{ stored: boolean; hash: string }> {
    const { readId, lease, sequence } = batch;
    const { count } = await this.db.readEventBatch.createMany({
      data: [{ ...batch, events: json(batch.events) }],
      skipDuplicates: true,
    });
    if (count === 1) return { stored: true, hash: batch.hash };
    const { hash } = await this.db.readEventBatch.findUniqueOrThrow({
      where: { readId_lease_sequence: { readId, lease, sequence } },
    });
    return { stored: false, hash };
  }

  /** Every read of a study with its session and leases, by reader, session and position. */
  ofStudy(studyId: string): Promise<(Read & { session: ReadingSession; leases: ReadLease[] })[]> {
    return this.db.read.findMany({
      where: { reader: { studyId } },
      orderBy: [{ reader: { number: 'asc' } }, { session: { number: 'asc' } }, { position: 'asc' }],
      include: { session: true, leases: { orderBy: { lease: 'asc' } } },
    });
  }

  /** Every read of these readers with what its answered stages say of their times. */
  conductedOf(
    readerIds: readonly string[],
  ): Promise<(Read & { session: ReadingSession; submissions: { times: unknown }[] })[]> {
    return this.db.read.findMany({
      where: { readerId: { in: [...readerIds] } },
      include: { session: true, submissions: { select: { times: true } } },
    });
  }

  /** The events of a kind in these readers' reads. */
  eventsOfKind(readerIds: readonly string[], kind: string): Promise<{ readId: string; event: unknown }[]> {
    return this.db.$queryRaw`
      SELECT b.read_id AS "readId", e.event FROM read_event_batch b
        JOIN "read" r ON r.id = b.read_id, jsonb_array_elements(b.events) AS e(event)
      WHERE r.reader_id = ANY(${[...readerIds]}) AND e.event->>'kind' = ${kind}
      ORDER BY b.read_id, b.lease, b.sequence`;
  }

  /** Every batch of events of a study, in order of read, lease and sequence. */
  batchesOfStudy(studyId: string): Promise<ReadEventBatch[]> {
    return this.db.readEventBatch.findMany({
      where: { read: { reader: { studyId } } },
      orderBy: [{ readId: 'asc' }, { lease: 'asc' }, { sequence: 'asc' }],
    });
  }

  /** What every batch of events of a study is known by, in the same order. */
  async batchHashesOf(studyId: string): Promise<object[]> {
    const batches = await this.db.readEventBatch.findMany({
      where: { read: { reader: { studyId } } },
      orderBy: [{ readId: 'asc' }, { lease: 'asc' }, { sequence: 'asc' }],
      select: { readId: true, lease: true, sequence: true, receivedAt: true, hash: true },
    });
    return batches.map(({ readId, receivedAt, ...batch }) => ({
      read: readId,
      receivedAt: receivedAt.toISOString(),
      ...batch,
    }));
  }

  private async count(where: { readerId: string } | { reader: { studyId: string } }): Promise<ReadCounts> {
    const planned = await this.db.read.count({ where });
    return { planned, submitted: await this.db.read.count({ where: { ...where, state: 'submitted' } }) };
  }
}

const laterStandings = ({ reader, session, position }: StandingKey) => [
  { reader: { number: { gt: reader } } },
  { reader: { number: reader }, session: { number: { gt: session } } },
  { reader: { number: reader }, session: { number: session }, position: { gt: position } },
];
