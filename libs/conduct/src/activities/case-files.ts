import type { CaseChecks } from '@lectern/contracts';
import { decoded, type ParsedInstance } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import { quarantineKey } from '../object-keys.js';
import { readQuarantined, type QuarantinedFile } from './quarantine.js';

/** Of originals that are kept in memory while their case is taken in (bytes): a fetal examination takes a tenth. What comes after is read again. */
const mostKept = 64 * 1024 * 1024;

/** The quarantined files of one case while it is examined and stored: read, parsed and decoded once, as long as they fit into memory. */
export class CaseFiles {
  private readonly kept = new Map<number, Promise<QuarantinedFile>>();
  private room = mostKept;

  constructor(
    private readonly store: ObjectStore,
    private readonly known: Pick<CaseWithStacks, 'id' | 'files'>,
    private readonly checks: CaseChecks,
  ) {}

  /** Of each file, in order, its images with their samples as they are served. @throws DicomRefusedError */
  decoded(file: number): Promise<QuarantinedFile> {
    return this.kept.get(file) ?? this.read(file);
  }

  /** The same where pixels do not matter: they may be compressed still. @throws DicomRefusedError */
  async parsed(file: number): Promise<QuarantinedFile> {
    return this.kept.get(file) ?? readQuarantined(await this.bytesOf(file), this.checks);
  }

  private async read(file: number): Promise<QuarantinedFile> {
    const bytes = await this.bytesOf(file);
    const read = decodedFile(readQuarantined(bytes, this.checks));
    if (bytes.length > this.room) return read;
    this.room -= bytes.length;
    this.kept.set(file, read);
    return read;
  }

  private bytesOf(file: number): Promise<Uint8Array> {
    return this.store.get(quarantineKey(this.known.id, file));
  }
}

async function decodedFile({ images, ...read }: QuarantinedFile): Promise<QuarantinedFile> {
  const decodedImages: ParsedInstance[] = [];
  for (const image of images) decodedImages.push(await decoded(image));
  return { ...read, images: decodedImages };
}
