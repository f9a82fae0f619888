import { afterAct, ReadingRefused, type ReadState } from './read-life.js';

/** A read as its rules see it. `lease` counts the pages that held it, from 1; 0 before it is opened. */
export interface ReadStanding {
  readonly state: ReadState;
  readonly lease: number;
  /** The stage that is shown, and how many the read has; both from 1. */
  readonly stage: number;
  readonly stages: number;
  /** Revision of the newest draft of this stage, 0 without one. */
  readonly draftRevision: number;
  /** Content hash of the submission that holds of the stage that is asked about, null before. */
  readonly submittedHash: string | null;
}

/** Opening: only the first waiting read of the worklist, and only while no other is open. @returns its next lease */
export function openRead(
  read: ReadStanding,
  others: { readonly openElsewhere: boolean; readonly isNext: boolean },
): number {
  afterAct(read.state, 'open');
  if (others.openElsewhere)
    throw new ReadingRefused('other-read-open', 'Another read is open.', 'Finish the open read first.');
  if (!others.isNext)
    throw new ReadingRefused('not-next', 'Another read comes first.', 'Read in the order of the list.');
  return read.lease + 1;
}

/** Taking over in another page. @returns the new lease; the one before it is lost */
export function takeOverRead(read: ReadStanding): number {
  afterAct(read.state, 'take-over');
  return read.lease + 1;
}

/** A draft replaces only older ones: revisions grow, whatever order the network delivers them in. A draft of a stage that is locked is one that came late. */
export function acceptDraft(
  read: ReadStanding,
  draft: { readonly stage: number; readonly lease: number; readonly revision: number },
): 'save' | 'older' {
  afterAct(read.state, 'answer');
  if (draft.stage < read.stage) return 'older';
  assertStage(read, draft.stage);
  assertLease(read, draft.lease);
  return draft.revision > read.draftRevision ? 'save' : 'older';
}

/**
 * Submitting a stage. The same content again is the answer to a lost response; other content after that is refused, whoever sends it.
 *
 * @returns `first` where the submission is to be stored, `repeated` where it is stored already
 */
export function acceptSubmission(
  read: ReadStanding,
  submission: {
    readonly stage: number;
    readonly lease: number;
    readonly revision: number;
    readonly contentHash: string;
  },
): 'first' | 'repeated' {
  if (read.submittedHash !== null && (read.state === 'submitted' || submission.stage < read.stage)) {
    if (read.submittedHash === submission.contentHash) return 'repeated';
    throw new ReadingRefused(
      'already-submitted',
      'This read was submitted with another answer, which stands.',
      'Load the page again to go on with the next case. A coordinator can re-open a read.',
    );
  }
  afterAct(read.state, 'submit');
  assertStage(read, submission.stage);
  assertLease(read, submission.lease);
  if (submission.revision < read.draftRevision)
    throw new ReadingRefused(
      'revision-stale',
      'A newer draft of this answer is saved.',
      'Load the page again, check the answer and submit it.',
    );
  return 'first';
}

/** What follows a submission: the next stage, under a lease of its own, or the end of the read. */
export function afterSubmission(read: ReadStanding): { readonly reveals: { stage: number; lease: number } | null } {
  return { reveals: read.stage < read.stages ? { stage: read.stage + 1, lease: read.lease + 1 } : null };
}

function assertStage(read: ReadStanding, stage: number): void {
  if (stage === read.stage) return;
  throw new ReadingRefused(
    'not-revealed',
    `Stage ${stage} of this read is not shown yet.`,
    'Load the page again to see where the read stands.',
  );
}

function assertLease(read: ReadStanding, lease: number): void {
  if (lease === read.lease) return;
  throw new ReadingRefused(
    'lease-lost',
    'This case was opened in another window.',
    'Go on in the other window, or take the case over in this one.',
  );
}
