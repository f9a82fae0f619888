import type { Database } from '../database.js';
import type { BundleExport } from '../generated/prisma/client.js';
import type { InstantKey, Seek } from '../seek.js';

/** Bundles that were asked for. */
export class ExportRepository {
  constructor(private readonly db: Database) {}

  async create(each: Pick<BundleExport, 'id' | 'studyId' | 'step' | 'requestedById' | 'requestedAt'>): Promise<void> {
    await this.db.bundleExport.create({ data: each });
  }

  find(id: string): Promise<BundleExport | null> {
    return this.db.bundleExport.findUnique({ where: { id } });
  }

  /** Newest first. */
  ofStudy(studyId: string, { after, take }: Seek<InstantKey>): Promise<BundleExport[]> {
    const later = after && [{ requestedAt: { lt: after.at } }, { requestedAt: after.at, id: { gt: after.id } }];
    return this.db.bundleExport.findMany({
      where: { studyId, ...(later && { OR: later }) },
      orderBy: [{ requestedAt: 'desc' }, { id: 'asc' }],
      take,
    });
  }

  async setStep(id: string, step: string): Promise<void> {
    await this.db.bundleExport.updateMany({ where: { id, state: { not: 'done' } }, data: { state: 'running', step } });
  }

  async finish(id: string, done: { hash: string; bytes: number; finishedAt: Date }): Promise<void> {
    await this.db.bundleExport.update({ where: { id }, data: { ...done, state: 'done', step: 'done', reason: null } });
  }

  async fail(id: string, reason: string, finishedAt: Date): Promise<void> {
    await this.db.bundleExport.updateMany({
      where: { id, state: { not: 'done' } },
      data: { state: 'failed', reason, finishedAt },
    });
  }
}
