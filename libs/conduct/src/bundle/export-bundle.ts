import { packArchive } from '@lectern/evidence';
import type { ExportActivities, ExportRequest } from '@lectern/workflows';
import { systemActor } from '../activities/system-actor.js';
import { signHeadAfter } from '../evidence/signed-heads.js';
import { bundleKey } from '../object-keys.js';
import { collectBundle, type BundleDeps } from './collect-bundle.js';

/** The making of bundles. */
export function exportActivities(deps: BundleDeps): ExportActivities {
  return {
    exportBundle: (request) => exportBundle(deps, request),
    failExport: (request, reason) => failExport(deps, request, reason),
  };
}

async function exportBundle(deps: BundleDeps, { study, id }: ExportRequest): Promise<void> {
  const { records, store } = deps;
  if ((await records.read.exports.find(id))?.state === 'done') return;
  await step(deps, { study, id }, 'signing the head of the audit chain');
  await signHeadAfter(deps, study, 'export'); // a chain that was altered is exported with what shows it
  await step(deps, { study, id }, 'collecting the record');
  const files = await collectBundle(deps, study);
  await step(deps, { study, id }, `packing ${files.size} files`);
  const archive = packArchive(files);
  const { sha256, size } = await store.put(bundleKey(study, id), archive);
  await records.transaction(async (tx) => {
    await tx.studies.lock(study);
    await tx.exports.finish(id, { hash: sha256, bytes: size, finishedAt: tx.now });
    await tx.outbox.announce(study);
    await tx.audit.append(study, {
      by: systemActor,
      act: 'bundle.exported',
      subject: id,
      after: { sha256, bytes: size },
    });
  });
}

async function step({ records }: BundleDeps, { study, id }: ExportRequest, text: string): Promise<void> {
  await records.transaction(async (tx) => {
    await tx.exports.setStep(id, text);
    await tx.outbox.announce(study);
  });
}

async function failExport({ records }: BundleDeps, { study, id }: ExportRequest, reason: string): Promise<void> {
  await records.transaction(async (tx) => {
    await tx.exports.fail(id, reason, tx.now);
    await tx.outbox.announce(study);
  });
}
