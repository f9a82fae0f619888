import type { Database } from '../database.js';
import type { DicomwebServer, PullOrder } from '../generated/prisma/client.js';

/** Servers that may be pulled from, and what is ordered from them. */
export class PullRepository {
  constructor(private readonly db: Database) {}

  async addServer(server: Omit<DicomwebServer, 'removedAt'>): Promise<void> {
    await this.db.dicomwebServer.create({ data: server });
  }

  servers(): Promise<DicomwebServer[]> {
    return this.db.dicomwebServer.findMany({ where: { removedAt: null }, orderBy: { name: 'asc' } });
  }

  server(id: string): Promise<DicomwebServer | null> {
    return this.db.dicomwebServer.findFirst({ where: { id, removedAt: null } });
  }

  /** @returns whether there was one to remove; its credentials go at once */
  async removeServer(id: string, removedAt: Date): Promise<boolean> {
    const { count } = await this.db.dicomwebServer.updateMany({
      where: { id, removedAt: null },
      data: { removedAt, credentials: null },
    });
    return count > 0;
  }

  async order(order: Omit<PullOrder, 'sealed'> & { readonly sealed: Uint8Array<ArrayBuffer> }): Promise<void> {
    await this.db.case.update({ where: { id: order.caseId }, data: { lastFileAt: null } });
    await this.db.pullOrder.create({ data: order });
  }

  orderOf(caseId: string): Promise<PullOrder | null> {
    return this.db.pullOrder.findUnique({ where: { caseId } });
  }

  /** Cases that wait to be fetched, oldest first. */
  async waiting(except: readonly string[], limit: number): Promise<string[]> {
    const rows = await this.db.pullOrder.findMany({
      where: { caseId: { notIn: [...except] }, case: { state: 'receiving' } },
      orderBy: { case: { receivedAt: 'asc' } },
      take: limit,
      select: { caseId: true },
    });
    return rows.map(({ caseId }) => caseId);
  }

  async close(caseId: string): Promise<void> {
    await this.db.pullOrder.deleteMany({ where: { caseId } });
  }
}
