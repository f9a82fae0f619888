import type { Database } from '../database.js';
import type { InstantKey, Seek } from '../seek.js';
import type {
  ProblemResolution,
  ReaderSignature,
  ReadExcuse,
  ReadingProblem,
  ReadReopening,
  Reminder,
} from '../generated/prisma/client.js';

export type ProblemWithResolution = ReadingProblem & {
  readonly resolution: ProblemResolution | null;
  readonly reader: { readonly number: number };
};

export type ReminderKey = Pick<Reminder, 'dueAt' | 'readerId' | 'session' | 'kind'>;

/** What happens around reads: signatures of readers, problems, excuses, re-openings and reminders. */
export class ReadingActsRepository {
  constructor(private readonly db: Database) {}

  signaturesOf(readerId: string): Promise<ReaderSignature[]> {
    return this.db.readerSignature.findMany({ where: { readerId }, orderBy: { at: 'asc' } });
  }

  signaturesOfStudy(studyId: string): Promise<ReaderSignature[]> {
    return this.db.readerSignature.findMany({ where: { reader: { studyId } }, orderBy: { at: 'asc' } });
  }

  /** @returns how many were not there before */
  async sign(signatures: readonly ReaderSignature[]): Promise<number> {
    return (await this.db.readerSignature.createMany({ data: [...signatures], skipDuplicates: true })).count;
  }

  async excuse(excuse: ReadExcuse): Promise<void> {
    await this.db.readExcuse.createMany({ data: [excuse] });
    await this.db.read.updateMany({ where: { id: excuse.readId }, data: { state: 'excused' } });
  }

  excusesOfStudy(studyId: string): Promise<ReadExcuse[]> {
    return this.db.readExcuse.findMany({ where: { read: { reader: { studyId } } }, orderBy: { at: 'asc' } });
  }

  /** The read waits again, for a new version of the answer of its last stage. */
  async reopen(reopening: ReadReopening): Promise<void> {
    const { readId: id, version } = reopening;
    await this.db.readReopening.createMany({ data: [reopening] });
    await this.db.read.updateMany({ where: { id }, data: { state: 'waiting', version } });
  }

  reopeningsOfStudy(studyId: string): Promise<ReadReopening[]> {
    return this.db.readReopening.findMany({ where: { read: { reader: { studyId } } }, orderBy: { at: 'asc' } });
  }

  async report(problem: ReadingProblem): Promise<void> {
    await this.db.readingProblem.createMany({ data: [problem] });
  }

  problem(id: string): Promise<ProblemWithResolution | null> {
    return this.db.readingProblem.findUnique({ where: { id }, include: withResolution });
  }

  problemsOfStudy(studyId: string): Promise<ProblemWithResolution[]> {
    return this.db.readingProblem.findMany({ where: { studyId }, include: withResolution, orderBy: { at: 'asc' } });
  }

  pageOfProblems(studyId: string, { after, take }: Seek<InstantKey>): Promise<ProblemWithResolution[]> {
    const later = after && [{ at: { gt: after.at } }, { at: after.at, id: { gt: after.id } }];
    return this.db.readingProblem.findMany({
      where: { studyId, ...(later && { OR: later }) },
      include: withResolution,
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take,
    });
  }

  async resolve(resolution: ProblemResolution): Promise<void> {
    await this.db.problemResolution.createMany({ data: [resolution] });
  }

  remindersOf(readerId: string): Promise<Reminder[]> {
    return this.db.reminder.findMany({ where: { readerId }, orderBy: { dueAt: 'asc' } });
  }

  remindersOfStudy(studyId: string, { after, take }: Seek<ReminderKey>): Promise<Reminder[]> {
    const { dueAt, readerId, session, kind } = after ?? {};
    const later = after && [
      { dueAt: { gt: dueAt } },
      { dueAt, readerId: { gt: readerId } },
      { dueAt, readerId, session: { gt: session } },
      { dueAt, readerId, session, kind: { gt: kind } },
    ];
    return this.db.reminder.findMany({
      where: { reader: { studyId }, ...(later && { OR: later }) },
      orderBy: [{ dueAt: 'asc' }, { readerId: 'asc' }, { session: 'asc' }, { kind: 'asc' }],
      take,
    });
  }

  /** Each reminder is made once, however often it is asked for. @returns how many were not there before */
  async makeReminders(reminders: readonly Reminder[]): Promise<number> {
    return (await this.db.reminder.createMany({ data: [...reminders], skipDuplicates: true })).count;
  }

  async noteReminder(
    { readerId, session, kind }: Pick<Reminder, 'readerId' | 'session' | 'kind'>,
    outcome: Pick<Reminder, 'sentAt' | 'problem'>,
  ): Promise<void> {
    await this.db.reminder.updateMany({ where: { readerId, session, kind }, data: outcome });
  }
}

const withResolution = { resolution: true, reader: { select: { number: true } } } as const;
