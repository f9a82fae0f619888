import { acceptDraft, acceptSubmission, afterSubmission, openRead, takeOverRead, type ReadStanding } from './read.js';

const waiting: ReadStanding = {
  state: 'waiting',
  lease: 0,
  stage: 1,
  stages: 1,
  draftRevision: 0,
  submittedHash: null,
};
const open: ReadStanding = { state: 'open', lease: 2, stage: 1, stages: 1, draftRevision: 4, submittedHash: null };
const submitted: ReadStanding = {
  state: 'submitted',
  lease: 2,
  stage: 1,
  stages: 1,
  draftRevision: 4,
  submittedHash: 'abc',
};
const refusal = (code: string) => expect.objectContaining({ name: 'ReadingRefused', code }) as Error;

test('only the next waiting read opens, and only while no other is open', () => {
  expect(openRead(waiting, { openElsewhere: false, isNext: true })).toBe(1);
  expect(() => openRead(waiting, { openElsewhere: true, isNext: true })).toThrow(refusal('other-read-open'));
  expect(() => openRead(waiting, { openElsewhere: false, isNext: false })).toThrow(refusal('not-next'));
  expect(() => openRead(open, { openElsewhere: false, isNext: true })).toThrow(refusal('already-opened'));
});

test('taking over raises the lease of an open read only', () => {
  expect(takeOverRead(open)).toBe(3);
  expect(() => takeOverRead(waiting)).toThrow(refusal('not-open'));
  expect(() => takeOverRead(submitted)).toThrow(refusal('already-submitted'));
});

test('a draft needs the lease, and an older one changes nothing', () => {
  expect(acceptDraft(open, { stage: 1, lease: 2, revision: 5 })).toBe('save');
  expect(acceptDraft(open, { stage: 1, lease: 2, revision: 4 })).toBe('older');
  expect(() => acceptDraft(open, { stage: 1, lease: 1, revision: 9 })).toThrow(refusal('lease-lost'));
});

test('a submission is taken once; the same again repeats, another is refused', () => {
  const submission = { stage: 1, lease: 2, revision: 5, contentHash: 'abc' };
  expect(acceptSubmission(open, submission)).toBe('first');
  expect(acceptSubmission(submitted, submission)).toBe('repeated');
  expect(acceptSubmission(submitted, { ...submission, lease: 1 })).toBe('repeated');
  expect(() => acceptSubmission(submitted, { ...submission, contentHash: 'abd' })).toThrow(
    refusal('already-submitted'),
  );
  expect(() => acceptSubmission(open, { ...submission, lease: 1 })).toThrow(refusal('lease-lost'));
  expect(() => acceptSubmission(open, { ...submission, revision: 3 })).toThrow(refusal('revision-stale'));
  expect(() => acceptSubmission(waiting, submission)).toThrow(refusal('not-open'));
});

test('a staged read: the first answer is locked when the next stage is shown, and nothing skips a stage', () => {
  const first: ReadStanding = { ...open, stage: 1, stages: 2, draftRevision: 0 };
  const submission = { stage: 1, lease: 2, revision: 1, contentHash: 'one' };
  expect(acceptSubmission(first, submission)).toBe('first');
  expect(afterSubmission(first)).toEqual({ reveals: { stage: 2, lease: 3 } });
  expect(() => acceptSubmission(first, { ...submission, stage: 2 })).toThrow(refusal('not-revealed'));
  const second: ReadStanding = { ...first, stage: 2, lease: 3 };
  expect(acceptSubmission({ ...second, submittedHash: 'one' }, submission)).toBe('repeated');
  expect(() => acceptSubmission({ ...second, submittedHash: 'one' }, { ...submission, contentHash: 'other' })).toThrow(
    refusal('already-submitted'),
  );
  expect(acceptDraft(second, { stage: 1, lease: 2, revision: 9 })).toBe('older');
  expect(acceptSubmission(second, { stage: 2, lease: 3, revision: 1, contentHash: 'two' })).toBe('first');
  expect(afterSubmission(second)).toEqual({ reveals: null });
});

test('a read that was opened again goes on under a new lease, and its old page has lost its own', () => {
  const reopened: ReadStanding = { ...waiting, lease: 2 };
  expect(openRead(reopened, { openElsewhere: false, isNext: true })).toBe(3);
  expect(() =>
    acceptSubmission({ ...open, lease: 3 }, { stage: 1, lease: 2, revision: 9, contentHash: 'abc' }),
  ).toThrow(refusal('lease-lost'));
});
