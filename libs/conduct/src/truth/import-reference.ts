import { hashOf } from '@lectern/evidence';
import type { ReferenceRow, Transaction } from '@lectern/records';
import type { ConductDeps } from '../deps.js';
import { committedReference } from '../evidence/committed.js';

/** How a version of the reference standard came about; `provenance` says no truth of any case. */
export interface ReferenceOrigin {
  readonly source: 'table' | 'objects' | 'panel' | 'study';
  readonly provenance?: object;
}

/** Stores a reference standard as the next version. The audit entry carries a salted commitment: neither it nor any hash after it tells the truth of a case. */
export async function importReference(
  tx: Transaction,
  { secrets }: ConductDeps,
  actor: { readonly user: string; readonly name: string },
  studyId: string,
  given: readonly ReferenceRow[],
  { source, provenance = {} }: ReferenceOrigin,
): Promise<number> {
  const version = ((await tx.references.newest(studyId))?.version ?? 0) + 1;
  const salt = secrets.token();
  const committed = committedReference(salt, given);
  const commitment = hashOf(committed);
  await tx.references.add(
    { studyId, version, importedAt: tx.now, importedBy: actor.name, salt, commitment, source, provenance },
    given,
  );
  await tx.outbox.announce(studyId);
  await tx.audit.append(studyId, {
    by: { id: actor.user, name: actor.name },
    act: 'reference-standard.imported',
    subject: studyId,
    after: { version, source, rows: given.length, commitment },
  });
  return version;
}
