import type { StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { uploadFolder } from '../object-keys.js';
import { uploadKeptMillis } from './upload-standing.js';

/** Deletes what is there of an upload. A case that its files became stays. */
export async function discardUpload(
  { records, store }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await tx.uploads.lock(study, id);
    await tx.uploads.remove(study, id);
  });
  await store.deleteFolder(uploadFolder(study, id));
}

/** Deletes uploads that have not moved for too long. @returns how many */
export async function expireUploads(deps: ConductDeps): Promise<number> {
  const { records, store, clock } = deps;
  const last = new Date(clock.now().getTime() - uploadKeptMillis(deps));
  const expired = await records.read.uploads.unmovedSince(last);
  for (const { studyId, id } of expired) {
    await store.deleteFolder(uploadFolder(studyId, id));
    await records.transaction((tx) => tx.uploads.remove(studyId, id));
  }
  return expired.length;
}
