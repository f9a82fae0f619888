import { DicomRefusedError, parseInstances, type ParsedInstance } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import { isCopy } from '../cases/copied-file.js';
import { quarantineKey } from '../object-keys.js';

/** Why a case cannot be taken in: `file` counts the uploaded files from 0. */
export interface IntakeProblem {
  readonly file: number | null;
  readonly tag: string | null;
  readonly rule: string;
  readonly remedy: string;
}

/** The images of a file of the quarantine: one, or one a frame; none of a file whose bytes came before. @throws DicomRefusedError */
export async function parseQuarantined(
  store: ObjectStore,
  { id }: CaseWithStacks,
  file: number,
): Promise<ParsedInstance[]> {
  const bytes = await store.get(quarantineKey(id, file));
  return isCopy(bytes) ? [] : parseInstances(bytes);
}

/** The same without its pixels, so that a large examination fits into memory while it is checked. */
export function withoutPixels(instance: ParsedInstance): ParsedInstance {
  const dataset = new Map(instance.dataset);
  dataset.delete('7FE00010');
  const copied = new Map([...dataset].map(([tag, element]) => [tag, ownBytes(element)] as const));
  return { ...instance, dataset: copied, meta: new Map(), pixels: { ...instance.pixels, frame: new Uint8Array(0) } };
}

/** A value is a view into its whole file: copied, the file can go. */
function ownBytes<T extends object>(element: T): T {
  return 'bytes' in element && element.bytes instanceof Uint8Array
    ? { ...element, bytes: element.bytes.slice() }
    : element;
}

export function fileProblem(file: number, error: unknown): IntakeProblem {
  if (!(error instanceof DicomRefusedError)) throw error;
  const { tag, rule, remedy } = error;
  return { file, tag: tag ?? null, rule, remedy };
}
