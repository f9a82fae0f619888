/** A rule of reading that an act would break. `code` is stable, for programs; the text and the remedy are for the reader. */
export class ReadingRefused extends Error {
  override readonly name = 'ReadingRefused';
  constructor(
    readonly code:
      | 'not-open'
      | 'lease-lost'
      | 'revision-stale'
      | 'already-submitted'
      | 'already-opened'
      | 'not-submitted'
      | 'excused'
      | 'not-revealed'
      | 'other-read-open'
      | 'not-next',
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

export type ReadState = 'waiting' | 'open' | 'submitted' | 'excused';

/**
 * What happens to a read. `reveal` is the submission of a stage that another follows: that answer is locked, the read stays open. `reopen` is the coordinator's:
 * the read waits again for a new version of its last answer, those before it stay. Locking a study changes no read; it ends all acts.
 */
export type ReadAct = 'open' | 'view' | 'answer' | 'take-over' | 'reveal' | 'submit' | 'excuse' | 'reopen';

/** The life of a read. What is not written here does not happen. */
export const readLife: Readonly<Record<ReadState, Readonly<Partial<Record<ReadAct, ReadState>>>>> = {
  waiting: { open: 'open', excuse: 'excused' },
  open: { view: 'open', answer: 'open', 'take-over': 'open', reveal: 'open', submit: 'submitted', excuse: 'excused' },
  submitted: { reopen: 'waiting' },
  excused: {},
};

/** @throws ReadingRefused where the act is not possible in this state, saying why and what to do */
export function afterAct(state: ReadState, act: ReadAct): ReadState {
  const after = readLife[state][act];
  if (after) return after;
  throw refusal(state, act);
}

function refusal(state: ReadState, act: ReadAct): ReadingRefused {
  if (state === 'excused')
    return new ReadingRefused(
      'excused',
      'This read was excused; it needs no answer.',
      'Load the page again to go on with the next case.',
    );
  if (act === 'reopen')
    return new ReadingRefused('not-submitted', 'This read is not submitted.', 'Only a submitted read is opened again.');
  if (state === 'submitted')
    return new ReadingRefused('already-submitted', 'This read is submitted.', 'Load the page again to go on.');
  if (act === 'open')
    return new ReadingRefused('already-opened', 'This read was opened before.', 'Load the page again.');
  return new ReadingRefused('not-open', 'This read is not open.', 'Begin the session first.');
}
