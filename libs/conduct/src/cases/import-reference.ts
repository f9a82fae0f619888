import { hashOf } from '@lectern/evidence';
import type { ReferenceRow, Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { committedReference } from '../evidence/committed.js';

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
  const committed = committedReference(salt, given);
  const commitment = hashOf(committed);
  await tx.references.add(
    { studyId, version, importedAt: tx.now, importedBy: actor.name, salt, commitment },
    committed.rows,
  );
  await tx.outbox.announce(studyId);
  await tx.audit.append(studyId, {
    by: { id: actor.user, name: actor.name },
    act: 'reference-standard.imported',
    subject: studyId,
    after: { version, rows: given.length, commitment },
  });
}
