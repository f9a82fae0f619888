import type { Database } from '../database.js';
import type { IdentityAccess } from '../generated/prisma/client.js';

/** The re-identification list: sealed by its caller, opened by nobody here; and the log of who had it opened. */
export class IdentityRepository {
  constructor(private readonly db: Database) {}

  /** The first seal of a case stays. */
  async seal(caseId: string, sealed: Uint8Array, sealedAt: Date): Promise<void> {
    const data = [{ caseId, sealed: Uint8Array.from(sealed), sealedAt }];
    await this.db.sealedIdentity.createMany({ data, skipDuplicates: true });
  }

  async sealedOf(caseId: string): Promise<Uint8Array | null> {
    return (await this.db.sealedIdentity.findUnique({ where: { caseId } }))?.sealed ?? null;
  }

  async noteAccess(access: Omit<IdentityAccess, 'id'>): Promise<void> {
    await this.db.identityAccess.create({ data: access });
  }

  accesses(caseId: string): Promise<IdentityAccess[]> {
    return this.db.identityAccess.findMany({ where: { caseId }, orderBy: { id: 'asc' } });
  }
}
