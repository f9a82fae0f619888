import { json, jsonOrNull, type Database } from '../database.js';
import type { Remembered } from '../remembered.js';
import type { Seek } from '../seek.js';
import type { Case, CasePurpose, CaseState, Stack, StudyCase } from '../generated/prisma/client.js';

export type CaseWithStacks = Case & { readonly stacks: Stack[] };
/** Cases that are ready, by their id: nothing of them changes any more. */
export type ReadyCases = Remembered<CaseWithStacks>;
export type Acceptance = Pick<Case, 'acceptedAt' | 'acceptedBy' | 'acceptanceReason'>;
export type ListedCase = StudyCase & { readonly case: CaseWithStacks };

const stacksInOrder = { stacks: { orderBy: { orientation: 'asc' } } } as const;

/** Cases of the installation, their stacks, and the studies that they are in. */
export class CaseRepository {
  constructor(
    private readonly db: Database,
    private readonly readyCases: ReadyCases,
  ) {}

  find(id: string): Promise<CaseWithStacks | null> {
    return this.db.case.findUnique({ where: { id }, include: stacksInOrder });
  }

  /** A case of a worklist, which is ready: asked for with every read, hence remembered. */
  async ofWorklist(id: string): Promise<CaseWithStacks | null> {
    const known = this.readyCases.get(id);
    if (known) return known;
    const stored = await this.find(id);
    return stored?.state === 'ready' ? this.readyCases.keep(id, stored) : stored;
  }

  async lock(id: string): Promise<CaseWithStacks | null> {
    await this.db.$executeRaw`SELECT 1 FROM "case" WHERE id = ${id} FOR UPDATE`;
    return this.find(id);
  }

  /** A case, where it is in this study. */
  ofStudyById(studyId: string, id: string): Promise<Case | null> {
    return this.db.case.findFirst({ where: { id, studies: { some: { studyId } } } });
  }

  findByStudyUid(studyInstanceUid: string): Promise<CaseWithStacks | null> {
    return this.db.case.findUnique({ where: { studyInstanceUid }, include: stacksInOrder });
  }

  async create(id: string, receivedAt: Date): Promise<void> {
    await this.db.case.create({ data: { id, receivedAt } });
  }

  /** A study case, unless another purpose is given. */
  async put(listed: Omit<StudyCase, 'purpose'> & Partial<Pick<StudyCase, 'purpose'>>): Promise<void> {
    await this.db.studyCase.create({ data: listed });
  }

  async setPurpose(studyId: string, caseId: string, purpose: CasePurpose): Promise<void> {
    await this.db.studyCase.update({ where: { studyId_caseId: { studyId, caseId } }, data: { purpose } });
  }

  async setLabel(studyId: string, caseId: string, sourceLabel: string): Promise<void> {
    await this.db.studyCase.update({ where: { studyId_caseId: { studyId, caseId } }, data: { sourceLabel } });
  }

  /** A number that no case of the study had before. */
  async nextNumber(studyId: string): Promise<number> {
    const { _max } = await this.db.studyCase.aggregate({ where: { studyId }, _max: { number: true } });
    return (_max.number ?? 0) + 1;
  }

  findLabel(studyId: string, sourceLabel: string): Promise<StudyCase | null> {
    return this.db.studyCase.findUnique({ where: { studyId_sourceLabel: { studyId, sourceLabel } } });
  }

  /** In order of number, those whose files are still coming in too. */
  async ofStudy(studyId: string): Promise<ListedCase[]> {
    return this.db.studyCase.findMany({
      where: { studyId },
      include: { case: { include: stacksInOrder } },
      orderBy: { number: 'asc' },
    });
  }

  /** The same a page at a time. */
  async pageOfStudy(studyId: string, { after, take }: Seek<number>): Promise<ListedCase[]> {
    return this.db.studyCase.findMany({
      where: { studyId, ...(after !== null && { number: { gt: after } }) },
      include: { case: { include: stacksInOrder } },
      orderBy: { number: 'asc' },
      take,
    });
  }

  async listed(studyId: string, caseId: string): Promise<ListedCase | null> {
    const include = { case: { include: stacksInOrder } };
    return this.db.studyCase.findUnique({ where: { studyId_caseId: { studyId, caseId } }, include });
  }

  /** Takes a case whose upload broke off out of a study, so that its label is free again. */
  async removeUnfinished(studyId: string, caseId: string): Promise<void> {
    await this.db.studyCase.deleteMany({ where: { studyId, caseId, case: { state: 'receiving' } } });
    await this.db.case.deleteMany({ where: { id: caseId, state: 'receiving' } });
  }

  /** Takes refused cases of an examination that came image by image out of a study's list, so that it can come again. */
  async unlistRefused(studyId: string, sourceKey: string): Promise<void> {
    await this.db.studyCase.deleteMany({ where: { studyId, case: { sourceKey, state: 'refused' } } });
  }

  /** Takes a case out of a study's list; the case itself stays on record. */
  async unlist(studyId: string, caseId: string): Promise<void> {
    await this.db.studyCase.delete({ where: { studyId_caseId: { studyId, caseId } } });
  }

  async markReceived(id: string, files: number): Promise<void> {
    await this.db.case.update({ where: { id }, data: { state: 'received', files } });
  }

  async saveProblems(id: string, problems: readonly object[]): Promise<void> {
    await this.db.case.update({ where: { id }, data: { problems: json(problems) } });
  }

  /** What was made of the case goes with its stacks; its objects are its caller's to delete. */
  async markRefused(id: string, decidedAt: Date, problems: readonly object[]): Promise<void> {
    await this.db.aiSegmentation.deleteMany({ where: { result: { caseId: id } } });
    await this.db.aiResult.deleteMany({ where: { caseId: id } });
    await this.db.sealedIdentity.deleteMany({ where: { caseId: id } });
    await this.db.stack.deleteMany({ where: { caseId: id } });
    await this.db.sourceImage.deleteMany({ where: { caseId: id } });
    await this.db.case.update({
      where: { id },
      data: {
        state: 'refused',
        decidedAt,
        problems: json(problems),
        studyInstanceUid: null,
        pixelHash: null,
        patientKey: null,
      },
    });
  }

  async setSealedUntil(id: string, sealedUntil: Date | null): Promise<void> {
    await this.db.case.update({ where: { id }, data: { sealedUntil } });
  }

  /** Cases whose sealed originals expire at this instant or did before. */
  async sealedUntil(now: Date): Promise<string[]> {
    const rows = await this.db.case.findMany({ where: { sealedUntil: { lte: now } }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  /** The case and its stacks are there in one; what was only flagged stays with it. */
  async markStored(
    id: string,
    stored: {
      decidedAt: Date;
      studyInstanceUid: string;
      patientKey: string | null;
      pixelHash: string;
      deidentification: unknown;
      gestationalAgeWeeks?: number | null;
    },
    stacks: readonly (Omit<Stack, 'detail'> & { detail: object })[],
  ): Promise<void> {
    await this.db.stack.deleteMany({ where: { caseId: id } });
    await this.db.stack.createMany({ data: stacks.map((stack) => ({ ...stack, detail: json(stack.detail) })) });
    await this.db.case.update({
      where: { id },
      data: { ...stored, deidentification: jsonOrNull(stored.deidentification), state: 'stored' },
    });
  }

  /** A person accepted a stored case: after a look at its contact sheet, or for a reason without one. */
  async markReady(id: string, acceptance: Acceptance): Promise<void> {
    await this.db.case.update({ where: { id }, data: { ...acceptance, state: 'ready' } });
  }

  /** Numbers and states of a study's cases, in order of number. */
  async standingsOfStudy(studyId: string): Promise<{ caseId: string; number: number; state: CaseState }[]> {
    const rows = await this.db.studyCase.findMany({
      where: { studyId },
      select: { caseId: true, number: true, case: { select: { state: true } } },
      orderBy: { number: 'asc' },
    });
    return rows.map(({ caseId, number, case: { state } }) => ({ caseId, number, state }));
  }
}
