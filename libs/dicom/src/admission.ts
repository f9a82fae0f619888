import type { Dataset } from './dataset.js';
import { DicomRefusedError } from './refusal.js';
import { numberOf, textOf } from './values.js';

/** Single-frame image classes by the modality that they belong to (PS3.4, B.5). */
const imageClasses = {
  MR: '1.2.840.10008.5.1.4.1.1.4',
  CT: '1.2.840.10008.5.1.4.1.1.2',
} as const;

export type ImageModality = keyof typeof imageClasses;
export const mrImageStorage = imageClasses.MR;

/** Which images a study takes in. */
export interface Admission {
  readonly modalities: readonly ImageModality[];
}

export const mrOnly: Admission = { modalities: ['MR'] };

/**
 * Refuses what is not an original single-frame image of an admitted modality, or may show identity in its pixels.
 *
 * @throws DicomRefusedError
 */
export function admit(dataset: Dataset, { modalities }: Admission): void {
  const modality = textOf(dataset, '00080060');
  if (modality !== undefined && !modalities.some((admitted) => admitted === modality)) {
    throw new DicomRefusedError({
      code: 'unsupported-modality',
      tag: '00080060',
      rule: `Only images of these modalities are taken in: ${modalities.join(', ')}.`,
      remedy: 'Leave this series out of the upload.',
    });
  }
  if ((numberOf(dataset, '00280008') ?? 1) > 1) {
    throw new DicomRefusedError({
      code: 'multi-frame',
      tag: '00280008',
      rule: 'Each image must be an instance of its own, unless the object is an Enhanced MR Image.',
      remedy: 'Export the series as classic single-frame images.',
    });
  }
  const classUid = textOf(dataset, '00080016');
  if (!modalities.some((admitted) => imageClasses[admitted] === classUid)) {
    throw new DicomRefusedError({
      code: classUid === undefined ? 'missing-attribute' : 'unsupported-object',
      tag: '00080016',
      rule: `The object must be a classic image of ${modalities.join(' or ')}; captures, reports and others are not.`,
      remedy: 'Leave this object out of the upload.',
    });
  }
  if (textOf(dataset, '00280301')?.toUpperCase() === 'YES') {
    throw new DicomRefusedError({
      code: 'burned-in-annotation',
      tag: '00280301',
      rule: 'No text may be burned into the pixels: it could identify the patient.',
      remedy: 'Export the image without annotations.',
    });
  }
}
