import { imageOfJson, keyedUid, type DicomJson, type ImageDescription } from '@lectern/dicom';
import type { CaseWithStacks, ListedCase } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import { caseKey } from '../activities/deidentification-key.js';
import { metadataKey } from '../object-keys.js';

/** The case to which an object of a hospital or of this installation belongs, and how its UIDs are called here. */
export interface ObjectCase {
  readonly listed: ListedCase;
  /** The UID in this installation of one that the object names. */
  readonly own: (uid: string) => string;
}

/**
 * Finds the case that has an image: objects name images as their hospital does, or as this installation does where its images were handed out.
 *
 * @param key the installation's de-identification key
 */
export function caseOfImage(cases: readonly ListedCase[], key: Uint8Array, imageUid: string): ObjectCase | undefined {
  for (const listed of cases) {
    const has = (uid: string): boolean => listed.case.stacks.some(({ sopInstanceUids }) => sopInstanceUids.includes(uid)); // prettier-ignore
    if (has(imageUid)) return { listed, own: (uid) => uid };
    const own = caseKey(key, listed.caseId);
    if (has(keyedUid(own, imageUid))) return { listed, own: (uid) => keyedUid(own, uid) };
  }
  return undefined;
}

/** The images of each stack of a ready case, without their pixels, from their stored metadata. */
export async function imagesOf(
  store: ObjectStore,
  { id, stacks }: Pick<CaseWithStacks, 'id' | 'stacks'>,
): Promise<ImageDescription[][]> {
  return Promise.all(
    stacks.map(async ({ seriesInstanceUid }) => {
      const text = Buffer.from(await store.get(metadataKey(id, seriesInstanceUid))).toString('utf8');
      return (JSON.parse(text) as DicomJson[]).map(imageOfJson);
    }),
  );
}
