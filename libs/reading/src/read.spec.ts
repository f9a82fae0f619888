import { acceptDraft, acceptSubmission, openRead, takeOverRead, type ReadStanding } from './read.js';

const waiting: ReadStanding = { state: 'waiting', lease: 0, draftRevision: 0, submittedHash: null };
const open: ReadStanding = { state: 'open', lease: 2, draftRevision: 4, submittedHash: null };
const submitted: ReadStanding = { state: 'submitted', lease: 2, draftRevision: 4, submittedHash: 'abc' };
const refusal = (code: string) => expect.objectContaining({ name: 'ReadingRefused', code }) as Error;

test('only the next waiting read opens, and only while no other is open', () => {
  expect(openRead(waiting, { openElsewhere: false, isNext: true })).toBe(1);
  expect(() => openRead(waiting, { openElsewhere: true, isNext: true })).toThrow(refusal('other-read-open'));
  expect(() => openRead(waiting, { openElsewhere: false, isNext: false })).toThrow(refusal('not-next'));
  expect(() => openRead(open, { openElsewhere: false, isNext: true })).toThrow(refusal('not-open'));
});

test('taking over raises the lease of an open read only', () => {
  expect(takeOverRead(open)).toBe(3);
  expect(() => takeOverRead(waiting)).toThrow(refusal('not-open'));
  expect(() => takeOverRead(submitted)).toThrow(refusal('already-submitted'));
});

test('a draft needs the lease, and an older one changes nothing', () => {
  expect(acceptDraft(open, { lease: 2, revision: 5 })).toBe('save');
  expect(acceptDraft(open, { lease: 2, revision: 4 })).toBe('older');
  expect(() => acceptDraft(open, { lease: 1, revision: 9 })).toThrow(refusal('lease-lost'));
});

test('a submission is taken once; the same again repeats, another is refused', () => {
  const submission = { lease: 2, revision: 5, contentHash: 'abc' };
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
