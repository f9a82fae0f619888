import type { CaseRow } from '@lectern/contracts';

/** Words of looking at cases: contact sheets, findings, acceptance. */
export const caseReview = {
  state: {
    received: 'being checked',
    stored: 'to look at',
    ready: 'ready',
    refused: 'refused',
  } satisfies Record<CaseRow['state'], string>,
  title: (number: number, label: string) => `Case ${number}: ${label}`,
  toLookAt: (count: number) => (count === 1 ? '1 case waits for a look' : `${count} cases wait for a look`),
  look: 'Look at contact sheets',
  back: 'All cases',
  previous: 'Previous',
  next: 'Next',
  nextToLookAt: 'Next to look at',
  accept: 'Accept',
  acceptHint: 'Text in the images? The right part of the body? Each stack what its name says?',
  loading: (shown: number, all: number) => `${shown} of ${all} images shown`,
  accepted: (by: string, when: string) => `Accepted by ${by}, ${when}`,
  acceptedWithout: (by: string, when: string) => `Accepted without a look by ${by}, ${when}`,
  refuse: 'Refuse',
  refuseTitle: (label: string) => `Refuse case ${label}`,
  refuseHint: 'Its images and AI results are deleted. The reason stays in the record, and the label is free again.',
  reason: 'Reason',
  acceptTitle: (count: number) =>
    count === 1 ? 'Accept 1 case without a look' : `Accept ${count} cases without a look`,
  acceptReasonHint: 'Say why nobody needs to look at their contact sheets. It stands in the record of the study.',
  acceptChosen: (count: number) => `Accept ${count} with a reason …`,
  choose: (label: string) => `Choose ${label}`,
  chooseAll: 'Choose all that wait for a look',
  none: 'Every case was looked at.',
  findings: 'Findings of the checks',
  noFindings: 'The checks found nothing.',
  severity: { refused: 'refused', flagged: 'to note' },
  file: (number: number) => `file ${number}`,
  more: (count: number) => `and ${count} more`,
  from: { description: 'as its description says', axes: "by the mother's axes" },
  stackFacts: (slices: number, spacing: string | null, size: string) =>
    `${slices} slices${spacing ? `, ${spacing} mm apart` : ''}, ${size}`,
  quality: (motion: string, worst: string, noise: string, view: string) =>
    `Motion between slices ${motion} mm (worst ${worst}), noise ${noise}% of the signal, field of view ${view} mm`,
  takeAway: 'Checks as CSV',
  slice: (plane: string, number: number) => `${plane}, slice ${number}`,
  keys: 'Keys',
  picture: 'Preview',
};
