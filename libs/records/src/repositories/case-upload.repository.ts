import type { Database } from '../database.js';
import type { Case, CaseUpload } from '../generated/prisma/client.js';

/** An upload with the case that its files became, or are becoming. */
export type UploadOfCase = CaseUpload & { readonly case: Case | null };

/** Files of a case that come in parts, and how much of them is there. */
export class CaseUploadRepository {
  constructor(private readonly db: Database) {}

  find(studyId: string, id: string): Promise<UploadOfCase | null> {
    return this.db.caseUpload.findUnique({ where: { studyId_id: { studyId, id } }, include: { case: true } });
  }

  /** Acts on the same upload wait for each other until the transaction ends. */
  async lock(studyId: string, id: string): Promise<UploadOfCase | null> {
    await this.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`upload ${studyId} ${id}`}, 0))`;
    return this.find(studyId, id);
  }

  /** Those whose files did not become a case, the one that moved last first. */
  unfinished(studyId: string): Promise<CaseUpload[]> {
    return this.db.caseUpload.findMany({
      where: { studyId, OR: [{ caseId: null }, { case: { state: 'receiving' } }] },
      orderBy: { movedAt: 'desc' },
    });
  }

  async begin(upload: Omit<CaseUpload, 'ends' | 'caseId'>): Promise<void> {
    await this.db.caseUpload.create({ data: upload });
  }

  async addPart(studyId: string, id: string, end: bigint, movedAt: Date): Promise<void> {
    await this.db.caseUpload.update({
      where: { studyId_id: { studyId, id } },
      data: { ends: { push: end }, movedAt },
    });
  }

  async setCase(studyId: string, id: string, caseId: string, movedAt: Date): Promise<void> {
    await this.db.caseUpload.update({ where: { studyId_id: { studyId, id } }, data: { caseId, movedAt } });
  }

  async remove(studyId: string, id: string): Promise<void> {
    await this.db.caseUpload.deleteMany({ where: { studyId, id } });
  }

  /** Those that have not moved since. */
  unmovedSince(instant: Date): Promise<CaseUpload[]> {
    return this.db.caseUpload.findMany({ where: { movedAt: { lt: instant } } });
  }
}
