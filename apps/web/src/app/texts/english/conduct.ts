import type { ProblemKind, readerDocumentSchema } from '@lectern/contracts';
import type { z } from 'zod';
type DocumentKind = z.infer<typeof readerDocumentSchema>['kind'];

/** What is around the reads: documents, breaks, quotas, problems, stages. */
export const conduct = {
  documents: {
    title: 'Before you read',
    hint: 'Please read and sign what follows. Your signature stands in the record of the study.',
    kinds: {
      consent: 'Consent',
      'conflict-of-interest': 'Conflicts of interest',
      qualification: 'Qualification',
    } satisfies Record<DocumentKind, string>,
    version: (version: string) => `Version ${version}`,
    agree: 'I have read this and agree',
    declare: 'What is to be declared (leave empty if nothing is)',
    name: 'Your name, as you are signed in',
    sign: 'Sign',
  },
  rest: {
    title: 'A break is due',
    hint: 'You have read for as long at a stretch as this study allows. Please rest your eyes. Reading goes on',
    next: 'Your answers are saved. Leave this page open: it goes on by itself at that time.',
  },
  dayDone: {
    title: 'Enough for today',
    reads: 'You have read as many cases as the study allows on one day. Reading goes on',
    minutes: 'You have read as long as the study allows on one day. Reading goes on',
    next: 'Your answers are saved. You may close this page and open it again then; if you are signed out by that time, ask the coordinator for a new link.',
  },
  notQualified: {
    title: 'The qualification was not passed',
    hint: 'Fewer of your answers to the test cases were right than this study asks for, so its cases are not shown to you.',
    next: 'The coordinator sees this and decides whether you read all the same. If you are let in, this page goes on by itself; you need not do anything.',
  },
  withdrawn: {
    title: 'You have left this study',
    hint: 'You, or its coordinator for you, ended your part in it. What you submitted stays; nothing more is shown to you.',
    next: 'If this is a mistake, write to the coordinator. Else you may close this page.',
  },
  calendar: 'Put the date into my calendar',
  stage: (stage: number, stages: number) => `Answer ${stage} of ${stages}`,
  stageHint: 'Your answer before this is locked. You may now answer again.',
  practice: { training: 'Practice', qualification: 'Qualification', study: '' },
  again: 'Opened again by the coordinator',
  limit: (seconds: number) => `To be answered within ${seconds % 60 ? `${seconds} s` : `${seconds / 60} min`}`,
  feedback: {
    truth: { present: 'The finding is present in case', absent: 'The finding is absent in case' },
    right: 'You were right.',
    wrong: 'You were wrong.',
    close: 'Go on',
  },
  problem: {
    report: 'Report a problem',
    title: 'Report a problem',
    kind: 'What is it about?',
    kinds: {
      images: 'The images',
      ai: 'The AI result',
      page: 'This page',
      case: 'The case itself',
      other: 'Something else',
    } satisfies Record<ProblemKind, string>,
    text: 'What happened?',
    hint: 'The coordinator reads this and may excuse the case. Go on with it if you can.',
    send: 'Send',
    sent: 'Thank you. The coordinator has your report.',
  },
};
