import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import type { Actor, Conduct } from '@lectern/conduct';
import type { StudyId } from '@lectern/contracts';

/** What the tus protocol asks of a store, answered by the use cases: one person's uploads into one study. */
export class UploadStore extends DataStore {
  override extensions = ['creation'];

  constructor(
    private readonly conduct: Conduct,
    private readonly actor: Actor,
    private readonly study: StudyId,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size, metadata } = upload;
    if (size === undefined) throw ERRORS.UNSUPPORTED_CREATION_DEFER_LENGTH_EXTENSION;
    const label = metadata?.label ?? '';
    const { received } = await this.conduct.uploads.begin(this.actor, this.study, { id, label, bytes: size });
    upload.offset = received;
    return upload;
  }

  override write(content: Readable, id: string, offset: number): Promise<number> {
    return this.conduct.uploads.append(this.actor, this.study, id, offset, content as AsyncIterable<Uint8Array>);
  }

  override async getUpload(id: string): Promise<Upload> {
    const standing = await this.conduct.uploads.standing(this.study, id);
    if (!standing) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size: standing.bytes, offset: standing.received });
  }
}
