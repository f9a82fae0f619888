import type { Database } from '../database.js';
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

  async addUnblinding(unblinding: Unblinding): Promise<void> {
    await this.db.unblinding.create({ data: unblinding });
  }

  unblindingsOf(studyId: string): Promise<Unblinding[]> {
    return this.db.unblinding.findMany({ where: { studyId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  }
}
