import { json, type Database } from '../database.js';
import type { Analysis } from '../generated/prisma/client.js';

/** The analysis of a locked study: its progress and its result. */
export class AnalysisRepository {
  constructor(private readonly db: Database) {}

  find(studyId: string): Promise<Analysis | null> {
    return this.db.analysis.findUnique({ where: { studyId } });
  }

  /** Begins, or begins again after a failure; a finished one stays. */
  async begin(studyId: string, step: string, startedAt: Date): Promise<void> {
    await this.db.analysis.createMany({ data: [{ studyId, state: 'running', step, startedAt }], skipDuplicates: true });
    await this.db.analysis.updateMany({
      where: { studyId, state: { not: 'done' } },
      data: { state: 'running', step, reason: null },
    });
  }

  async saveDocument(studyId: string, document: object, hash: string, step: string): Promise<void> {
    await this.db.analysis.update({ where: { studyId }, data: { document: json(document), hash, step } });
  }

  async finish(studyId: string, finishedAt: Date): Promise<void> {
    await this.db.analysis.update({ where: { studyId }, data: { state: 'done', step: 'done', finishedAt } });
  }

  async fail(studyId: string, reason: string, at: Date): Promise<void> {
    await this.begin(studyId, 'failed', at);
    await this.db.analysis.updateMany({
      where: { studyId, state: 'running' },
      data: { state: 'failed', reason, finishedAt: at },
    });
  }
}
