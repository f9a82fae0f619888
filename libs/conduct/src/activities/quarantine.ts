import type { CaseChecks, CaseFinding } from '@lectern/contracts';
import { DicomRefusedError, parseInstances, type ParsedInstance, type RefusalCode } from '@lectern/dicom';
import { isCopy } from '../cases/copied-file.js';

/** What a check found in a case: `file` counts the uploaded files from 0. */
export type IntakeProblem = CaseFinding;

/** Refusals of what is no image to be read, though it may be a sound object. */
const otherObjects: ReadonlySet<RefusalCode> = new Set(['unsupported-modality', 'unsupported-object', 'multi-frame']);

/** A file of the quarantine: its images, one or one a frame; none of a file whose bytes came before, or which the protocol leaves out. */
export interface QuarantinedFile {
  readonly images: readonly ParsedInstance[];
  /** Why it was left out. */
  readonly leftOut?: DicomRefusedError;
}

/** @throws DicomRefusedError */
export function readQuarantined(
  bytes: Uint8Array,
  { modalities, otherObjects: otherwise }: CaseChecks,
): QuarantinedFile {
  if (isCopy(bytes)) return { images: [] };
  try {
    return { images: parseInstances(bytes, { modalities }) };
  } catch (error) {
    const isOther = error instanceof DicomRefusedError && otherObjects.has(error.code);
    if (isOther && otherwise === 'leave-out') return { images: [], leftOut: error };
    throw error;
  }
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
    ? { ...element, bytes: new Uint8Array(element.bytes) }
    : element;
}

export function fileProblem(file: number, error: unknown): IntakeProblem {
  if (!(error instanceof DicomRefusedError)) throw error;
  const { tag, rule, remedy } = error;
  return { severity: 'refused', file, stack: null, tag: tag ?? null, rule, remedy };
}

/** That a file was left out: nothing is to be done about it. */
export function leftOutFinding(file: number, { tag, rule }: DicomRefusedError): IntakeProblem {
  return { severity: 'flagged', file, stack: null, tag: tag ?? null, rule, remedy: 'This file was left out.' };
}
