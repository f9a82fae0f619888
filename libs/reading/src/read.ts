/** A rule of reading that an act would break. `code` is stable, for programs; the text and the remedy are for the reader. */
export class ReadingRefused extends Error {
  override readonly name = 'ReadingRefused';
  constructor(
    readonly code: 'not-open' | 'lease-lost' | 'revision-stale' | 'already-submitted' | 'other-read-open' | 'not-next',
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

export type ReadState = 'waiting' | 'open' | 'submitted';

/** A read as its rules see it. `lease` counts the pages that held it, from 1; 0 before it is opened. */
export interface ReadStanding {
  readonly state: ReadState;
  readonly lease: number;
  /** Revision of the newest draft, 0 without one. */
  readonly draftRevision: number;
  /** Content hash of the submission that holds, null before. */
  readonly submittedHash: string | null;
}

/** Opening: only the first waiting read of the worklist, and only while no other is open. @returns its first lease */
export function openRead(
  read: ReadStanding,
  others: { readonly openElsewhere: boolean; readonly isNext: boolean },
): number {
  if (read.state !== 'waiting')
    throw new ReadingRefused('not-open', 'This read was opened before.', 'Load the page again.');
  if (others.openElsewhere)
    throw new ReadingRefused('other-read-open', 'Another read is open.', 'Finish the open read first.');
  if (!others.isNext)
    throw new ReadingRefused('not-next', 'Another read comes first.', 'Read in the order of the list.');
  return 1;
}

/** Taking over in another page. @returns the new lease; the one before it is lost */
export function takeOverRead(read: ReadStanding): number {
  assertOpen(read);
  return read.lease + 1;
}

/** A draft replaces only older ones: revisions grow, whatever order the network delivers them in. */
export function acceptDraft(
  read: ReadStanding,
  draft: { readonly lease: number; readonly revision: number },
): 'save' | 'older' {
  assertOpen(read);
  assertLease(read, draft.lease);
  return draft.revision > read.draftRevision ? 'save' : 'older';
}

/**
 * Submitting. The same content again is the answer to a lost response; other content after that is refused, whoever sends it.
 * @returns `first` where the submission is to be stored, `repeated` where it is stored already
 */
export function acceptSubmission(
  read: ReadStanding,
  submission: { readonly lease: number; readonly revision: number; readonly contentHash: string },
): 'first' | 'repeated' {
  if (read.state === 'submitted') {
    if (read.submittedHash === submission.contentHash) return 'repeated';
    throw new ReadingRefused(
      'already-submitted',
      'This read was submitted with another answer, which stands.',
      'Load the page again to go on with the next case. A coordinator can re-open a read.',
    );
  }
  assertOpen(read);
  assertLease(read, submission.lease);
  if (submission.revision < read.draftRevision)
    throw new ReadingRefused(
      'revision-stale',
      'A newer draft of this answer is saved.',
      'Load the page again, check the answer and submit it.',
    );
  return 'first';
}

function assertOpen(read: ReadStanding): void {
  if (read.state === 'open') return;
  throw read.state === 'submitted'
    ? new ReadingRefused(
        'already-submitted',
        'This read is submitted.',
        'Load the page again to go on with the next case.',
      )
    : new ReadingRefused('not-open', 'This read is not open.', 'Begin the session first.');
}

function assertLease(read: ReadStanding, lease: number): void {
  if (lease === read.lease) return;
  throw new ReadingRefused(
    'lease-lost',
    'This case was opened in another window.',
    'Go on in the other window, or take the case over in this one.',
  );
}
