import { createHash } from 'node:crypto';
import type { CaseId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import { requirePermission } from '../access/require-permission.js';
import { sourceImageKeys, type SourceImageKeys } from '../arrivals/arriving-file.js';
import { imageStanding } from '../arrivals/standing.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { nudge } from '../nudge.js';
import { quarantineFolder, quarantineKey } from '../object-keys.js';
import { assertDraft, freeLabel } from './case-list.js';
import { copyOf, knownBefore } from './copied-file.js';

/**
 * Puts the files of one case into the quarantine, some at a time, and has it taken in.
 *
 * @param begun what else is noted in the transaction by which the case begins
 * @throws Conflict, Invalid
 */
export async function receiveCase(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  label: string,
  files: AsyncIterable<UploadedFile>,
  begun?: (tx: Transaction, id: CaseId) => Promise<void>,
): Promise<{ id: CaseId; label: string; files: number }> {
  const { records, store, ids } = deps;
  const id = ids.next() as CaseId;
  const replaced = await records.transaction(async (tx) => {
    const freed = await announceUpload(tx, actor, study, label, id);
    await begun?.(tx, id);
    return freed;
  });
  if (replaced) await store.deleteFolder(quarantineFolder(replaced)); // what a broken-off upload left still carries identity
  try {
    const upload = new Upload(deps, study, id);
    for await (const { bytes } of files) await upload.add(bytes);
    const count = await upload.end();
    await records.transaction(async (tx) => {
      await assertDraft(tx, study);
      if (!(await tx.cases.lock(id)))
        throw new Conflict('taken-over', 'Another upload took the place of this one.', 'Look at the list of cases.');
      await markReceived(tx, actor, study, id, count);
    });
    return { id, label, files: count };
  } catch (error) {
    await records.transaction((tx) => tx.cases.removeUnfinished(study, id));
    await store.deleteFolder(quarantineFolder(id));
    throw error;
  }
}

/** The files of a case are all there: it is taken in. */
export async function markReceived(
  tx: Transaction,
  actor: Actor,
  study: StudyId,
  id: CaseId,
  count: number,
): Promise<void> {
  await tx.cases.markReceived(id, count);
  await nudge(tx, { kind: 'case-received', case: id });
  await tx.outbox.announce(study);
  const by = { id: actor.user, name: actor.name };
  await tx.audit.append(study, { by, act: 'case.received', subject: id, after: { files: count } });
}

/** @returns the case whose label this one takes, null where it was free */
export async function announceUpload(
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

/** Files are stored so many at once: each costs a sync of the disk, which they share. */
const atOnce = 32;
const bytesAtOnce = 16 * 1024 * 1024;

interface PendingFile {
  readonly number: number;
  readonly bytes: Uint8Array;
  /** Null of a copy, and of what cannot be read. */
  readonly keys: SourceImageKeys | null;
  readonly isCopy: boolean;
}

/** Numbers the files of a case as they come and stores them; of those whose bytes came before, here or in another case of the study, only a note. */
export class Upload {
  private readonly seen = new Map<string, number>();
  private pending: PendingFile[] = [];
  private pendingBytes = 0;
  private count = 0;
  private fresh = 0;

  constructor(
    private readonly deps: ConductDeps,
    private readonly study: StudyId,
    private readonly id: CaseId,
  ) {}

  async add(bytes: Uint8Array): Promise<void> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = this.seen.get(hash);
    if (same === undefined) this.seen.set(hash, this.count);
    const kept = same === undefined ? bytes : copyOf(same);
    const keys = same === undefined ? sourceImageKeys(bytes, this.deps.sourceKeys) : null;
    this.pending.push({ number: this.count++, bytes: kept, keys, isCopy: same !== undefined });
    this.pendingBytes += kept.length;
    if (this.pending.length >= atOnce || this.pendingBytes >= bytesAtOnce) await this.flush();
  }

  /** @returns the number of files @throws Invalid where there is none, Conflict where the study has all of them already */
  async end(): Promise<number> {
    await this.flush();
    if (this.count === 0)
      throw new Invalid('no-files', 'The upload holds no file.', 'Choose the DICOM files of the case.');
    if (this.fresh === 0)
      throw new Conflict('examination-there', 'All these images are in this study already.', 'Leave this case out.');
    return this.count;
  }

  private async flush(): Promise<void> {
    const { pending, id } = this;
    [this.pending, this.pendingBytes] = [[], 0];
    const { records, store } = this.deps;
    const keyed = pending.flatMap(({ keys }) => keys ?? []);
    const known = await records.read.arrivals.knownImages(keyed.map(({ uidKey }) => uidKey));
    const isKnown = ({ keys }: PendingFile): boolean =>
      keys !== null && imageStanding(keys, known, this.study, id) === 'there';
    const fresh = pending.filter((file) => !file.isCopy && !isKnown(file));
    this.fresh += fresh.length;
    await store.putAll(
      new Map(pending.map((file) => [quarantineKey(id, file.number), isKnown(file) ? knownBefore() : file.bytes])),
    );
    const images = fresh.flatMap(({ keys, number }) => (keys ? { caseId: id, ...keys, file: number } : []));
    await records.transaction((tx) => tx.arrivals.addImages(images));
  }
}
