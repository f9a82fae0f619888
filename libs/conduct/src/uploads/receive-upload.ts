import { createHash } from 'node:crypto';
import type { CaseId, StudyId, UploadManifest } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { CaseUpload, Records, Transaction, UploadOfCase } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import { requirePermission } from '../access/require-permission.js';
import { receiveCase } from '../cases/receive-case.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { quarantineFolder, uploadFolder, uploadPartKey } from '../object-keys.js';
import { countedStanding, noUpload } from './upload-standing.js';

/**
 * Makes a case of an upload that is all there. It can be broken off and called again: the case of a former attempt that did not end is replaced, one that is there is
 * named.
 *
 * @throws NotFound, Invalid where what came is not what the id says, Conflict
 */
export async function receiveUpload(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
  manifest: UploadManifest,
): Promise<{ id: CaseId; label: string; files: number }> {
  const { records, store, clock } = deps;
  await requirePermission(records.read, actor, study, 'study:manage-cases');
  const upload = await records.read.uploads.find(study, id);
  const standing = countedStanding(deps, upload, clock.now());
  if (!upload || !standing) throw noUpload();
  assertWhole(id, standing, manifest);
  const before = await caseOf(records, study, upload);
  if (before) return before;

  await removeBrokenOff(deps, study, upload);
  const files = filesOf(store, upload, manifest);
  const received = await receiveCase(deps, actor, study, manifest.label, files, (tx, id) =>
    bind(tx, study, upload, id),
  );
  await store.deleteFolder(uploadFolder(study, id));
  return received;
}

function assertWhole(
  id: string,
  { label, bytes, received }: { readonly label: string; readonly bytes: number; readonly received: number },
  manifest: UploadManifest,
): void {
  const said = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  if (hashOf(manifest) !== id || manifest.label !== label || said !== bytes)
    throw new Invalid('other-manifest', 'This is not the manifest by whose hash the upload is named.', againFromStart);
  if (received !== bytes)
    throw new Conflict('not-whole', `Only ${received} of ${bytes} bytes are there.`, 'Send the rest first.');
}

/** The case that the files became before; null where there is none, or an attempt broke off. */
async function caseOf(
  { read }: Records,
  study: StudyId,
  { case: known }: UploadOfCase,
): Promise<{ id: CaseId; label: string; files: number } | null> {
  if (known === null || known.state === 'receiving') return null;
  const listed = await read.cases.listed(study, known.id);
  return listed && { id: known.id as CaseId, label: listed.sourceLabel, files: known.files };
}

/** Removes the case of an attempt that did not end; one that goes on elsewhere finds its own gone. */
async function removeBrokenOff(
  { records, store }: ConductDeps,
  study: StudyId,
  { caseId }: UploadOfCase,
): Promise<void> {
  if (caseId === null) return;
  await records.transaction((tx) => tx.cases.removeUnfinished(study, caseId));
  await store.deleteFolder(quarantineFolder(caseId));
}

/** From now on the upload is this case. @throws Conflict where another attempt was faster */
async function bind(tx: Transaction, study: StudyId, { id }: UploadOfCase, caseId: CaseId): Promise<void> {
  const upload = await tx.uploads.lock(study, id);
  if (!upload) throw noUpload();
  if (upload.caseId !== null)
    throw new Conflict('received-meanwhile', 'The files are becoming a case just now.', 'Send the same request again.');
  await tx.uploads.setCase(study, id, caseId, tx.now);
}

/** The files of a whole upload, one at a time. @throws Invalid where one is not what the manifest says */
async function* filesOf(
  store: ObjectStore,
  upload: CaseUpload,
  { files }: UploadManifest,
): AsyncGenerator<UploadedFile> {
  const content = new Content(contentOf(store, upload));
  for (const [number, { bytes: size, sha256 }] of files.entries()) {
    const bytes = await content.take(size);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Invalid('other-content', `File ${number} did not come as it was sent.`, againFromStart);
    yield { name: `${number}`, bytes };
  }
}

async function* contentOf(store: ObjectStore, { studyId, id, ends }: CaseUpload): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const end of ends.map(Number)) {
    yield await store.get(uploadPartKey(studyId, id, start, end));
    start = end;
  }
}

/** Takes pieces of any length from content that comes part by part. */
class Content {
  private rest: Uint8Array = new Uint8Array();

  constructor(private readonly parts: AsyncGenerator<Uint8Array>) {}

  async take(size: number): Promise<Uint8Array> {
    const taken: Uint8Array[] = [];
    for (let missing = size; missing > 0; missing = size - taken.reduce((sum, { length }) => sum + length, 0)) {
      if (this.rest.length === 0) this.rest = await this.nextPart();
      taken.push(this.rest.subarray(0, missing));
      this.rest = this.rest.subarray(missing);
    }
    return Buffer.concat(taken);
  }

  private async nextPart(): Promise<Uint8Array> {
    const { done, value } = await this.parts.next();
    if (done) throw new TypeError('an upload holds less than its record says');
    return value;
  }
}

const againFromStart = 'Discard the upload, then choose the same files again.';
