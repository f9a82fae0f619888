import type { DepartureKind } from '@lectern/reading';

/** What stands in the record beside the chain: deviations, broken blinds, image access. */
export const evidence = {
  deviations: {
    title: 'Deviations from the plan',
    none: 'No deviation was recorded.',
    number: 'No.',
    at: 'When',
    by: 'By',
    kind: 'Kind',
    subject: 'About',
    text: 'What departed from the plan',
    add: 'Record a deviation …',
    addHint: 'It is read before the lock too: do not tell an answer, a condition or the truth of a case.',
    addSubmit: 'Record it',
    subjectAsked: 'Reader, case or session that it is about (optional)',
    kinds: {
      eligibility: 'eligibility',
      reading: 'reading',
      images: 'images',
      blinding: 'blinding',
      schedule: 'schedule',
      other: 'other',
      ...({
        'time-limit': 'time limit',
        order: 'order of reads',
        reopened: 'read opened again',
        washout: 'washout',
        documents: 'documents not signed',
        display: 'display requirement',
      } satisfies Record<DepartureKind, string>),
    } as Readonly<Record<string, string>>,
  },
  unblinding: {
    title: 'Broken blinds',
    none: 'Nobody has broken the blind.',
    open: 'Break the blind of a case …',
    heading: 'Break the blind of one case',
    explain:
      'You are told its reference standard and AI results. That you were told stands in the record as a deviation, and cannot be undone.',
    case: 'Case',
    choose: 'Choose a case',
    meaning: 'I break the blind of this case and answer for it.',
    submit: 'Sign and break the blind',
    ofCase: (id: string) => `case ${id}`,
    ofStudy: 'the whole study',
    unplanned: 'before the lock',
    toldTitle: (label: string) => `Case ${label}, shown to you alone`,
    truth: (positive: boolean | null, grade: number | null) =>
      positive === null
        ? 'Its reference standard is not known.'
        : `Reference standard: ${positive ? 'positive' : 'negative'}${grade ? `, grade ${grade}` : ''}.`,
    ai: (model: string, version: string, score: number | null) =>
      `${model} ${version}: ${score === null ? 'no score' : `score ${score.toFixed(3)}`}.`,
    deviation: (number: number) => `Recorded as deviation ${number}.`,
    hide: 'Hide it',
  },
  imageAccess: {
    title: 'Who asked for which images',
    at: 'When',
    person: 'Person',
    what: 'What',
    read: 'Read',
    series: 'Series or study',
    answer: 'Answer',
    granted: 'granted',
    refused: 'refused',
    none: 'Nobody has asked for an image.',
    first: 'First page',
    next: 'Next page',
  },
};
