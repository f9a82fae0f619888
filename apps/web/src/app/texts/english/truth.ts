import type { PanelReminderView } from '@lectern/contracts';

/** The reference standard at a glance. */
export const truth = {
  title: 'Reference standard',
  known: (known: number, all: number) => `Known for ${known} of ${all} cases.`,
  lacking: 'Missing for:',
  apart:
    'The reference standard is kept apart from all reads. No reader sees it, and nobody sees results by truth before the lock.',
};

/** How the reference standard comes about. */
export const truthing = {
  outlines: {
    title: 'Outlines of lesions',
    hint: 'DICOM segmentations (SEG) or measurement reports (SR) on the images of the cases. Each segment or measurement group is a lesion; the same Tracking ID in several stacks is the same lesion. Only the outlines are kept, never the files.',
    choose: 'Choose SEG or SR files …',
    done: (lesions: number, cases: number) =>
      `${lesions} ${lesions === 1 ? 'lesion' : 'lesions'} outlined in ${cases} ${cases === 1 ? 'case' : 'cases'}.`,
  },
  aiImport: {
    title: 'Results of an AI that ran elsewhere',
    hint: 'DICOM segmentations (SEG), measurement reports (SR) and CSV tables (columns case, score, and if known positive and reason). They become a model version that conditions may name; a case of which they say nothing has no AI result, and readers are told so.',
    model: 'Model (as a condition names it)',
    version: 'Version',
    description: 'Who made it, and where it ran',
    finding: 'Label of its outlines',
    threshold: 'Positive from this score on (optional)',
    choose: 'Choose files and import …',
    done: (model: string, version: string, cases: number) =>
      `${model} ${version}: results of ${cases} ${cases === 1 ? 'case' : 'cases'}.`,
    unavailable: 'Without a result:',
    hash: 'Hash of the files (SHA-256)',
  },
  condition: 'Reference standard',
  position: (number: number, of: number) => `Case ${number} of ${of}`,
  opinions: {
    title: 'What the panel said',
    differ: (what: readonly string[]) =>
      `The members differ in ${what.join(' and ')}. Judge the case yourself; your answer is the truth.`,
    question: 'Question',
    reasons: { decision: 'the decision', grade: 'the grade', lesions: 'the lesions' } as Readonly<
      Record<string, string>
    >,
  },
  panel: {
    title: 'Truthing panel',
    hint: 'Each member judges every case alone, and sees neither the others, nor the AI, nor any read. Where they differ, the adjudicator decides. When every case has its truth, it is the reference standard.',
    settled: (settled: number, all: number) => `${settled} of ${all} cases have their truth.`,
    waiting: (cases: number) => `${cases} ${cases === 1 ? 'waits' : 'wait'} for the adjudicator.`,
    name: 'Name',
    part: 'Part',
    member: (number: number) => `Member ${number}`,
    adjudicator: 'Adjudicator',
    judged: 'Judged',
    newLink: 'New link',
    inviteMember: (open: number) => `Invite a member (${open} ${open === 1 ? 'seat' : 'seats'} open)`,
    inviteAdjudicator: 'Invite the adjudicator',
    replace: 'Replace …',
    replaceTitle: (name: string) => `Replace ${name}`,
    replaceHint: (cases: number) =>
      `What was said stays. ${cases === 1 ? 'The one case that was' : `The ${cases} cases that were`} not judged ${cases === 1 ? 'goes' : 'go'} to the new member, who sees nothing of what was said.`,
    replaceSubmit: 'Make the link',
    replaced: (when: string) => `replaced ${when}`,
    reminders: {
      title: 'Messages to the panel',
      kinds: {
        invited: 'invitation',
        'cases-wait': 'cases wait',
        'cases-still-wait': 'cases still wait',
      } satisfies Record<PanelReminderView['kind'], string>,
    },
    begin: 'Give the cases to the panel',
    newCases: (cases: number) => `${cases} ${cases === 1 ? 'case has' : 'cases have'} come since.`,
    giveOut: 'Give them out too',
    closed: (when: string) => `The panel was closed on ${when}; its truth is the reference standard.`,
    agreementTitle: 'How the members agreed, each alone',
    adjudicated: (adjudicated: number, cases: number) => `${adjudicated} of ${cases} cases were adjudicated.`,
    measure: 'Measure',
    value: 'Value (95% interval)',
    cases: 'Cases',
    measures: {
      members: 'Members',
      'cases adjudicated': 'Share of cases adjudicated',
      "decisions, Fleiss' kappa": 'Decisions, Fleiss’ kappa',
      'grades, intraclass correlation': 'Grades, intraclass correlation',
    } as Readonly<Record<string, string>>,
  },
};
