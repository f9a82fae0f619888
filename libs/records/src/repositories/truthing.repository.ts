import { json, type Database } from '../database.js';
import type { Seek } from '../seek.js';
import type {
  PanelReminder,
  Prisma,
  TruthingMember,
  TruthingPanel,
  TruthOpinion,
  TruthTask,
  TruthVerdict,
  User,
} from '../generated/prisma/client.js';

export type MemberWithUser = TruthingMember & { readonly user: User };
export type TruthPanel = TruthingPanel & { readonly members: readonly MemberWithUser[] };
export type StoredTask = TruthTask & {
  readonly member: MemberWithUser;
  readonly opinion: TruthOpinion | null;
};
export type OpinionOfCase = TruthOpinion & {
  readonly caseId: string;
  readonly member: { readonly number: number; readonly adjudicator: boolean };
};

export type PanelReminderKey = Pick<PanelReminder, 'dueAt' | 'memberId' | 'kind'>;

const whole = { member: { include: { user: true } }, opinion: true } satisfies Prisma.TruthTaskInclude;

/** The panel that sets a study's truth: members, what each has to judge, what they said, and how truth came of it. */
export class TruthingRepository {
  constructor(private readonly db: Database) {}

  /** Members in order of number. */
  panelOf(studyId: string): Promise<TruthPanel | null> {
    return this.db.truthingPanel.findUnique({
      where: { studyId },
      include: { members: { include: { user: true }, orderBy: { number: 'asc' } } },
    });
  }

  async createPanel(studyId: string, seed: string, createdAt: Date): Promise<void> {
    await this.db.truthingPanel.createMany({ data: [{ studyId, seed, createdAt }], skipDuplicates: true });
  }

  async open(studyId: string, openedAt: Date): Promise<void> {
    await this.db.truthingPanel.update({ where: { studyId }, data: { openedAt } });
  }

  async close(studyId: string, closedAt: Date, referenceVersion: number): Promise<void> {
    await this.db.truthingPanel.update({ where: { studyId }, data: { closedAt, referenceVersion } });
  }

  async addMember(member: TruthingMember): Promise<void> {
    await this.db.truthingMember.create({ data: member });
  }

  memberOf(studyId: string, userId: string): Promise<MemberWithUser | null> {
    return this.db.truthingMember.findUnique({
      where: { studyId_userId: { studyId, userId } },
      include: { user: true },
    });
  }

  /** The same, locked: one act of a member at a time. */
  async lockMemberOf(studyId: string, userId: string): Promise<MemberWithUser | null> {
    await this.db
      .$executeRaw`SELECT 1 FROM truthing_member WHERE study_id = ${studyId} AND user_id = ${userId} FOR UPDATE`;
    return this.memberOf(studyId, userId);
  }

  /** The seat is another's from here on. @returns the cases that the member had not judged, in their order; nobody judges these tasks any more */
  async leave(memberId: string, leftAt: Date): Promise<string[]> {
    await this.db.truthingMember.update({ where: { id: memberId }, data: { leftAt } });
    const open = { memberId, state: { in: ['waiting', 'open'] } } satisfies Prisma.TruthTaskWhereInput;
    const tasks = await this.db.truthTask.findMany({ where: open, orderBy: { position: 'asc' } });
    await this.db.truthTask.updateMany({ where: open, data: { state: 'excused' } });
    return tasks.map(({ caseId }) => caseId);
  }

  async addTasks(tasks: readonly Omit<TruthTask, 'draft'>[]): Promise<void> {
    await this.db.truthTask.createMany({ data: [...tasks] });
  }

  task(id: string): Promise<StoredTask | null> {
    return this.db.truthTask.findUnique({ where: { id }, include: whole });
  }

  /** In order of position. */
  tasksOf(memberId: string): Promise<StoredTask[]> {
    return this.db.truthTask.findMany({ where: { memberId }, include: whole, orderBy: { position: 'asc' } });
  }

  tasksOfStudy(studyId: string): Promise<StoredTask[]> {
    return this.db.truthTask.findMany({
      where: { member: { studyId } },
      include: whole,
      orderBy: [{ memberId: 'asc' }, { position: 'asc' }],
    });
  }

  async setOpen(id: string, lease: number, openedAt: Date): Promise<void> {
    await this.db.truthTask.update({ where: { id }, data: { state: 'open', lease, openedAt } });
  }

  async raiseLease(id: string, lease: number): Promise<void> {
    await this.db.truthTask.update({ where: { id }, data: { lease } });
  }

  async saveDraft(id: string, draft: { revision: number; answers: object; savedAt: Date }): Promise<void> {
    await this.db.truthTask.update({
      where: { id },
      data: { draft: json(draft.answers), draftRevision: draft.revision, draftSavedAt: draft.savedAt },
    });
  }

  async submit(opinion: Omit<TruthOpinion, 'answers'> & { readonly answers: object }): Promise<void> {
    const { taskId, submittedAt } = opinion;
    await this.db.truthOpinion.create({ data: { ...opinion, answers: json(opinion.answers) } });
    await this.db.truthTask.update({ where: { id: taskId }, data: { state: 'submitted', submittedAt } });
  }

  /** Of every case, by case and member. */
  async opinionsOfStudy(studyId: string): Promise<OpinionOfCase[]> {
    return this.opinions({ member: { studyId } });
  }

  async opinionsOn(studyId: string, caseId: string): Promise<OpinionOfCase[]> {
    return this.opinions({ caseId, member: { studyId } });
  }

  private async opinions(task: Prisma.TruthTaskWhereInput): Promise<OpinionOfCase[]> {
    const found = await this.db.truthOpinion.findMany({
      where: { task },
      include: { task: { select: { caseId: true, member: { select: { number: true, adjudicator: true } } } } },
      orderBy: [{ task: { caseId: 'asc' } }, { task: { member: { number: 'asc' } } }],
    });
    return found.map(({ task: { caseId, member }, ...opinion }) => ({ ...opinion, caseId, member }));
  }

  remindersOf(memberId: string): Promise<PanelReminder[]> {
    return this.db.panelReminder.findMany({ where: { memberId }, orderBy: { dueAt: 'asc' } });
  }

  remindersOfStudy(studyId: string, { after, take }: Seek<PanelReminderKey>): Promise<PanelReminder[]> {
    const { dueAt, memberId, kind } = after ?? {};
    const later = after && [
      { dueAt: { gt: dueAt } },
      { dueAt, memberId: { gt: memberId } },
      { dueAt, memberId, kind: { gt: kind } },
    ];
    return this.db.panelReminder.findMany({
      where: { member: { studyId }, ...(later && { OR: later }) },
      orderBy: [{ dueAt: 'asc' }, { memberId: 'asc' }, { kind: 'asc' }],
      take,
    });
  }

  /** Each reminder is made once, however often it is asked for. */
  async makeReminders(reminders: readonly PanelReminder[]): Promise<void> {
    await this.db.panelReminder.createMany({ data: [...reminders], skipDuplicates: true });
  }

  async noteReminder(
    { memberId, kind, dueAt }: PanelReminderKey,
    outcome: Pick<PanelReminder, 'sentAt' | 'problem'>,
  ): Promise<void> {
    await this.db.panelReminder.updateMany({ where: { memberId, kind, dueAt }, data: outcome });
  }

  /** Every version, oldest first. */
  verdictsOf(studyId: string): Promise<TruthVerdict[]> {
    return this.db.truthVerdict.findMany({ where: { studyId }, orderBy: [{ caseId: 'asc' }, { version: 'asc' }] });
  }

  async addVerdict(
    verdict: Omit<TruthVerdict, 'reasons' | 'truth'> & { reasons: readonly string[]; truth: object | null },
  ): Promise<void> {
    const { truth, reasons, ...rest } = verdict;
    await this.db.truthVerdict.create({
      data: { ...rest, reasons: json(reasons), ...(truth ? { truth: json(truth) } : {}) },
    });
  }
}
