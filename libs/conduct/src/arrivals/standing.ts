import type { KnownImage } from '@lectern/records';
import type { ArrivalFailure } from '../conduct.js';
import type { SourceImageKeys } from './arriving-file.js';

/** Whether an image is new to a study, there already with the same content, or known to the installation with another. */
export type Standing = 'new' | 'there' | 'other-content';

/**
 * A UID names one content in the whole installation. The same content may be in another study, whose case of it is apart from this one: nothing links cases but the
 * patient key.
 */
export function imageStanding(
  { uidKey, contentKey }: SourceImageKeys,
  known: readonly KnownImage[],
  study: string,
  exceptCase?: string,
): Standing {
  const same = known.filter((image) => image.uidKey === uidKey && image.caseId !== exceptCase);
  if (same.some((image) => image.contentKey !== contentKey)) return 'other-content';
  return same.some(({ listed }) => listed.some(({ studyId }) => studyId === study)) ? 'there' : 'new';
}

export const otherContent: ArrivalFailure = {
  kind: 'other-content',
  tag: '00080018',
  rule: 'An image with this SOP Instance UID and other content is in the installation already.',
  remedy: 'Send the image as it was first sent, or give the changed one a UID of its own.',
};
