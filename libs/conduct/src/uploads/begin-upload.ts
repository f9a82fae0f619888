import type { CaseUploadView, StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import { assertDraft } from '../cases/case-list.js';
import type { Actor, UploadStanding } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { uploadFolder } from '../object-keys.js';
import { countedStanding, receivedOf, uploadKeptMillis } from './upload-standing.js';

/** Begins an upload, or finds the one that was begun before. What is left of one that counts no more is deleted. @throws Conflict once the study is frozen */
export async function beginUpload(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { id, label, bytes }: { readonly id: string; readonly label: string; readonly bytes: number },
): Promise<UploadStanding> {
  const { records, store } = deps;
  const { standing, isNew } = await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    const counted = countedStanding(deps, await tx.uploads.lock(study, id), tx.now);
    if (counted) return { standing: counted, isNew: false };
    await tx.uploads.remove(study, id);
    await tx.uploads.begin({ studyId: study, id, sourceLabel: label, bytes: BigInt(bytes), movedAt: tx.now });
    return { standing: { id, label, bytes, received: 0 }, isNew: true };
  });
  if (isNew) await store.deleteFolder(uploadFolder(study, id));
  return standing;
}

export async function standingOf(deps: ConductDeps, study: StudyId, id: string): Promise<UploadStanding | null> {
  return countedStanding(deps, await deps.records.read.uploads.find(study, id), deps.clock.now());
}

export async function unfinishedUploads(deps: ConductDeps, study: StudyId): Promise<CaseUploadView[]> {
  const { records, clock } = deps;
  const shown = (await records.read.uploads.unfinished(study)).map((upload) => ({
    ...{ id: upload.id, label: upload.sourceLabel, bytes: Number(upload.bytes), received: receivedOf(upload) },
    movedAt: upload.movedAt.toISOString(),
    expiresAt: new Date(upload.movedAt.getTime() + uploadKeptMillis(deps)).toISOString(),
  }));
  return shown.filter(({ expiresAt }) => expiresAt > clock.now().toISOString());
}
