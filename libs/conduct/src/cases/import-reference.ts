import { hashOf } from '@lectern/evidence';
import type { ReferenceRow, Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';

/** Stores a reference standard as the next version. The audit entry carries a salted commitment: neither it nor any hash after it tells the truth of a case. */
export async function importReference(
  tx: Transaction,
  { secrets }: ConductDeps,
  actor: Actor,
  studyId: string,
  given: readonly ReferenceRow[],
): Promise<void> {
  const version = ((await tx.references.newest(studyId))?.version ?? 0) + 1;
  const salt = secrets.token();
  const rows = given
    .map(({ caseId, positive, grade, site, gestationalAgeWeeks, attributes }) => ({
      caseId,
      positive,
      grade,
      site,
      gestationalAgeWeeks,
      attributes,
    }))
    .sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
  const commitment = hashOf({ salt, rows });
  await tx.references.add({ studyId, version, importedAt: tx.now, importedBy: actor.name, salt, commitment }, rows);
  await tx.outbox.announce(studyId);
  await tx.audit.append(studyId, {
    by: { id: actor.user, name: actor.name },
    act: 'reference-standard.imported',
    subject: studyId,
    after: { version, rows: rows.length, commitment },
  });
}
