import type { Database } from '../database.js';
import type { InstantKey, Seek } from '../seek.js';
import type { Deviation, ElectronicSignature, Unblinding } from '../generated/prisma/client.js';

/** Signatures, deviations and unblindings of studies. Rows are added and never changed. */
export class EvidenceRepository {
  constructor(private readonly db: Database) {}

  async addSignature(signature: ElectronicSignature): Promise<void> {
    await this.db.electronicSignature.create({ data: signature });
  }

  /** In the order of signing. */
  signaturesOf(studyId: string): Promise<ElectronicSignature[]> {
    return this.db.electronicSignature.findMany({ where: { studyId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  }

  /** The next of its study; call it under the study's lock. @returns its number, from 1 */
  async addDeviation(deviation: Omit<Deviation, 'number'>): Promise<number> {
    const { _max } = await this.db.deviation.aggregate({
      where: { studyId: deviation.studyId },
      _max: { number: true },
    });
    const number = (_max.number ?? 0) + 1;
    await this.db.deviation.create({ data: { ...deviation, number } });
    return number;
  }

  deviationsOf(studyId: string): Promise<Deviation[]> {
    return this.db.deviation.findMany({ where: { studyId }, orderBy: { number: 'asc' } });
  }

  pageOfDeviations(studyId: string, { after, take }: Seek<number>): Promise<Deviation[]> {
    const where = { studyId, ...(after !== null && { number: { gt: after } }) };
    return this.db.deviation.findMany({ where, orderBy: { number: 'asc' }, take });
  }

  async addUnblinding(unblinding: Unblinding): Promise<void> {
    await this.db.unblinding.create({ data: unblinding });
  }

  unblindingsOf(studyId: string): Promise<Unblinding[]> {
    return this.db.unblinding.findMany({ where: { studyId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  }

  pageOfUnblindings(studyId: string, { after, take }: Seek<InstantKey>): Promise<Unblinding[]> {
    const later = after && [{ at: { gt: after.at } }, { at: after.at, id: { gt: after.id } }];
    return this.db.unblinding.findMany({
      where: { studyId, ...(later && { OR: later }) },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take,
    });
  }
}
