import { json, type Database } from '../database.js';
import type { ReferenceStandard, ReferenceStandardImport } from '../generated/prisma/client.js';

export type ReferenceImport = ReferenceStandardImport & { readonly rows: ReferenceStandard[] };
export type ReferenceRow = Omit<ReferenceStandard, 'studyId' | 'version'>;

/** The reference standard: apart from cases and reads, each import a new version. */
export class ReferenceRepository {
  constructor(private readonly db: Database) {}

  /** The version that holds, rows in order of case id; null before the first import. */
  async newest(studyId: string): Promise<ReferenceImport | null> {
    return this.db.referenceStandardImport.findFirst({
      where: { studyId },
      orderBy: { version: 'desc' },
      include: { rows: { orderBy: { caseId: 'asc' } } },
    });
  }

  async version(studyId: string, version: number): Promise<ReferenceStandardImport | null> {
    return this.db.referenceStandardImport.findUnique({ where: { studyId_version: { studyId, version } } });
  }

  async add(
    imported: Omit<ReferenceStandardImport, 'provenance'> & { readonly provenance: object },
    rows: readonly ReferenceRow[],
  ): Promise<void> {
    const { studyId, version } = imported;
    await this.db.referenceStandardImport.create({ data: { ...imported, provenance: json(imported.provenance) } });
    await this.db.referenceStandard.createMany({
      data: rows.map(({ caseId, positive, grade, site, gestationalAgeWeeks, attributes, lesions }) => ({
        studyId,
        version,
        caseId,
        positive,
        grade,
        site,
        gestationalAgeWeeks,
        attributes: json(attributes),
        lesions: json(lesions),
      })),
    });
  }
}
