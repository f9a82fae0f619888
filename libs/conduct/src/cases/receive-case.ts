import { createHash } from 'node:crypto';
import type { CaseId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { nudge } from '../nudge.js';
import { copyOf } from './copied-file.js';
import { quarantineFolder, quarantineKey } from '../object-keys.js';

/** An upload that has not moved for this long was broken off: its label is free again. */
const brokenOffMillis = 15 * 60_000;

/** Puts the files of one case into the quarantine, one at a time, and has it taken in. @throws Conflict, Invalid */
export async function receiveCase(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  label: string,
  files: AsyncIterable<UploadedFile>,
): Promise<{ id: CaseId; label: string; files: number }> {
  const { records, store, ids } = deps;
  const id = ids.next() as CaseId;
  const replaced = await records.transaction((tx) => announceUpload(tx, actor, study, label, id));
  if (replaced) await store.deleteFolder(quarantineFolder(replaced)); // what a broken-off upload left still carries identity
  let count = 0;
  try {
    const seen = new Map<string, number>();
    for await (const { bytes } of files) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const same = seen.get(hash);
      if (same === undefined) seen.set(hash, count);
      await store.put(quarantineKey(id, count++), same === undefined ? bytes : copyOf(same));
    }
    if (count === 0) throw new Invalid('no-files', 'The upload holds no file.', 'Choose the DICOM files of the case.');
    await records.transaction(async (tx) => {
      await assertDraft(tx, study);
      await tx.cases.markReceived(id, count);
      await nudge(tx, { kind: 'case-received', case: id });
      await tx.outbox.announce(study);
      const by = { id: actor.user, name: actor.name };
      await tx.audit.append(study, { by, act: 'case.received', subject: id, after: { files: count } });
    });
  } catch (error) {
    await records.transaction((tx) => tx.cases.removeUnfinished(study, id));
    await store.deleteFolder(quarantineFolder(id));
    throw error;
  }
  return { id, label, files: count };
}

/** @returns the case whose label this one takes, null where it was free */
async function announceUpload(
  tx: Transaction,
  actor: Actor,
  study: StudyId,
  label: string,
  id: CaseId,
): Promise<string | null> {
  await requirePermission(tx, actor, study, 'study:manage-cases');
  await assertDraft(tx, study);
  const replaced = await freeLabel(tx, study, label);
  await tx.cases.create(id, tx.now);
  await tx.cases.put({ studyId: study, caseId: id, number: await tx.cases.nextNumber(study), sourceLabel: label });
  return replaced;
}

async function assertDraft(tx: Transaction, study: StudyId): Promise<void> {
  const { phase } = found(await tx.studies.lock(study));
  if (phase !== 'draft')
    throw new Conflict('frozen', 'The case list is frozen with the study.', 'Create a new study for more cases.');
}

/** The label of a case that was refused, or whose upload broke off, may be used again. @returns that case */
async function freeLabel(tx: Transaction, study: StudyId, label: string): Promise<string | null> {
  const listed = await tx.cases.findLabel(study, label);
  if (!listed) return null;
  const taken = await tx.cases.lock(listed.caseId);
  const age = taken ? tx.now.getTime() - taken.receivedAt.getTime() : 0;
  if (taken?.state === 'refused') await tx.cases.unlist(study, listed.caseId);
  else if (taken?.state === 'receiving' && age > brokenOffMillis) await tx.cases.removeUnfinished(study, listed.caseId);
  else throw new Conflict('label-taken', `A case '${label}' is in this study already.`, 'Give this one another label.');
  return listed.caseId;
}
