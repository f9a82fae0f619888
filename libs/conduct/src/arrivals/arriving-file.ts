import {
  type Admission,
  contentHash,
  DicomRefusedError,
  instancesOf,
  readPart10,
  textOf,
  type Part10,
} from '@lectern/dicom';
import type { SourceKeys } from './source-keys.js';

/** What a file of an upload is known by; null where it cannot be read so far. */
export interface SourceImageKeys {
  readonly uidKey: string;
  readonly contentKey: string;
}

/** A DICOM object at the door. */
export interface ArrivingFile extends SourceImageKeys {
  readonly bytes: Uint8Array;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** Keyed hash of its Study Instance UID: which examination it belongs to. */
  readonly sourceKey: string;
}

/** An object that is turned away at the door, with as much of its identity as could be read. */
export interface TurnedAway {
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  /** Null where it does not say which examination it belongs to. */
  readonly sourceKey: string | null;
  readonly refusal: DicomRefusedError;
}

/** Reads an object as far as must be known before it is kept: that it is an image which is taken in, and whose it is. Pixels are decoded later. */
export function atTheDoor(bytes: Uint8Array, keys: SourceKeys, admission: Admission): ArrivingFile | TurnedAway {
  let part10: Part10 | undefined;
  try {
    part10 = readPart10(bytes);
    const [first] = instancesOf(part10, admission);
    if (!first) throw new TypeError('a file without an image');
    return {
      bytes,
      sopClassUid: first.uids.sopClassUid,
      sopInstanceUid: textOf(part10.dataset, '00080018') ?? first.uids.sopInstanceUid,
      sourceKey: keys.ofUid(first.uids.studyInstanceUid),
      ...keysOf(part10, keys),
    };
  } catch (error) {
    if (!(error instanceof DicomRefusedError)) throw error;
    const text = (tag: string): string | null => (part10 && textOf(part10.dataset, tag)) ?? null;
    const study = text('0020000D');
    return {
      sopClassUid: text('00080016'),
      sopInstanceUid: text('00080018'),
      sourceKey: study === null ? null : keys.ofUid(study),
      refusal: error,
    };
  }
}

/** Keyed hashes of a file of an upload; null of one that is no DICOM object with a UID: its examination says later what is wrong. */
export function sourceImageKeys(bytes: Uint8Array, keys: SourceKeys): SourceImageKeys | null {
  try {
    return keysOf(readPart10(bytes), keys);
  } catch (error) {
    if (error instanceof DicomRefusedError) return null;
    throw error;
  }
}

function keysOf(part10: Part10, keys: SourceKeys): SourceImageKeys {
  const uid = textOf(part10.dataset, '00080018') ?? '';
  return { uidKey: keys.ofUid(uid), contentKey: keys.ofContent(contentHash(part10)) };
}
