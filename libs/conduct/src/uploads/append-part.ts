import type { StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { uploadPartKey } from '../object-keys.js';
import { noUpload, receivedOf } from './upload-standing.js';

/** A stored part at most (bytes): memory holds one for each upload that is under way. */
const largestPart = 8 * 1024 * 1024;

/**
 * Stores what comes, part by part; what came before the content breaks off is kept too. A part counts when its object and then its row are durable; of two writers at
 * the same place one is refused, and neither writes over the other's object.
 *
 * @throws Conflict unless all before `from`, and nothing more, is there; NotFound
 */
export async function appendPart(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
  from: number,
  content: AsyncIterable<Uint8Array>,
): Promise<number> {
  const writer = new PartWriter(deps, actor, study, id, from);
  try {
    for await (const piece of content) await writer.add(piece);
  } finally {
    await writer.flush();
  }
  return writer.end;
}

class PartWriter {
  private pieces: Uint8Array[] = [];
  private gathered = 0;

  constructor(
    private readonly deps: ConductDeps,
    private readonly actor: Actor,
    private readonly study: StudyId,
    private readonly id: string,
    private stored: number,
  ) {}

  get end(): number {
    return this.stored;
  }

  async add(piece: Uint8Array): Promise<void> {
    this.pieces.push(piece);
    this.gathered += piece.length;
    if (this.gathered >= largestPart) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.gathered === 0) return;
    const { deps, study, id, stored: start } = this;
    const bytes = Buffer.concat(this.pieces);
    const end = start + bytes.length;
    [this.pieces, this.gathered] = [[], 0];
    const key = uploadPartKey(study, id, start, end);
    await deps.store.put(key, bytes);
    await deps.records.transaction(async (tx) => {
      await requirePermission(tx, this.actor, study, 'study:manage-cases');
      const upload = await tx.uploads.lock(study, id);
      if (!upload) throw noUpload();
      if (receivedOf(upload) !== start || end > Number(upload.bytes) || upload.caseId !== null) throw elsewhere();
      await tx.uploads.addPart(study, id, BigInt(end), tx.now);
    });
    this.stored = end;
  }
}

const elsewhere = (): Conflict =>
  new Conflict(
    'other-offset',
    'The upload does not go on at this byte.',
    'Ask how much is there, and go on from there.',
  );
