import type { Answers, ReadId, ReadingState, ReadTimes, StudyId, Submission, SubmittedRead } from '@lectern/contracts';
import { readTimesSchema } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { acceptSubmission, afterSubmission, checkAnswers } from '@lectern/reading';
import type { AuditNote, StoredRead, Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Invalid } from '../errors.js';
import { committedSubmission } from '../evidence/committed.js';
import { markedStacksOf } from './case-view.js';
import { closeOrContinue } from './close-or-continue.js';
import { feedbackOn } from './feedback.js';
import { readTimes } from './read-times.js';
import { openReadView, readingState } from './reading-state.js';
import { assertReading, orConflict, ownRead, takeSeat, type Seat } from './seat.js';
import { readStanding } from './standing.js';
import { hashOfStorable } from './storable.js';

/**
 * Submits and locks a stage of a read, exactly once. The same content again gets the first result; other content is a conflict. What comes next, the stage after it or
 * the next read, is shown in the same act, so that the reader never waits for anything but this.
 */
export async function submitRead(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  submission: Submission,
): Promise<SubmittedRead> {
  const { stage, revision, answers } = submission;
  const contentHash = hashOfStorable({ read: id, ...(stage > 1 ? { stage } : {}), revision, answers });
  return deps.records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    const read = await ownRead({ find: (each) => tx.reads.lock(each) }, seat.reader, id); // a second page waits here
    const isOpen = read.state === 'open' && stage >= read.stage; // nothing of this stage is stored then
    const stored = isOpen ? null : await tx.submissions.find(id, stage, stage === read.stage ? read.version : null);
    const standing = readStanding(read, stored?.contentHash ?? null);
    if (!stored) assertReading(seat);
    const verdict = orConflict(() => acceptSubmission(standing, { ...submission, contentHash }));
    if (verdict === 'repeated' && stored)
      return {
        read: id,
        submittedAt: stored.submittedAt.toISOString(),
        contentHash: stored.contentHash,
        times: readTimesSchema.parse(stored.times),
        feedback: await feedbackOn(tx, seat, read, stored.answers as Answers),
        next: await readingState(tx, seat, tx.now),
      };
    await assertAnswers(tx, seat, read, submission);
    const kept = await keep(tx, deps, seat, read, submission, contentHash);
    const { next, notes } = await goOn(tx, seat, read);
    await tx.outbox.announce(study);
    await tx.audit.append(study, kept.note, ...notes);
    const feedback = await feedbackOn(tx, seat, read, answers);
    return { read: id, submittedAt: tx.now.toISOString(), contentHash, times: kept.times, feedback, next };
  });
}

/** Reveals the next stage, or locks the read and opens the next one. */
async function goOn(
  tx: Transaction,
  seat: Seat,
  read: StoredRead,
): Promise<{ next: ReadingState; notes: AuditNote[] }> {
  const { reveals } = afterSubmission(readStanding(read));
  if (reveals) {
    await tx.reads.revealStage(read.id, reveals.stage, reveals.lease, tx.now);
    const revealed = { ...read, ...reveals, draft: null };
    return { next: { state: 'reading', read: await openReadView(tx, seat, revealed) }, notes: [] };
  }
  await tx.reads.markSubmitted(read.id, tx.now);
  const { opened, notes } = await closeOrContinue(tx, seat, read);
  const next: ReadingState = opened
    ? { state: 'reading', read: await openReadView(tx, seat, opened) }
    : await readingState(tx, seat, tx.now);
  return { next, notes };
}

/** @throws Invalid with one issue a question */
async function assertAnswers(
  tx: Transaction,
  { protocol }: Seat,
  read: StoredRead,
  { answers }: Submission,
): Promise<void> {
  const shown = await tx.cases.ofWorklist(read.caseId);
  const stacks = shown ? markedStacksOf(shown, protocol) : [];
  const issues = checkAnswers(protocol.questions, answers, stacks);
  if (issues.length > 0)
    throw new Invalid('answers', 'The answer is not complete.', 'Answer the questions that are named.', issues);
}

/**
 * Stores last events, answers and times. The audit entry carries a salted commitment to all of it, since entries are seen before the lock by people who must
 * not learn an answer, and a hash of so few possible answers could be guessed.
 */
async function keep(
  tx: Transaction,
  { secrets }: ConductDeps,
  { protocol, reader }: Seat,
  read: StoredRead,
  { lease, revision, answers, sequence, finalEvents }: Submission,
  contentHash: string,
): Promise<{ times: ReadTimes; note: AuditNote }> {
  if (finalEvents.length > 0)
    await tx.reads.addBatch({
      readId: read.id,
      lease,
      sequence,
      events: finalEvents,
      hash: hashOfStorable(finalEvents),
      receivedAt: tx.now,
    });
  const times = await readTimes(tx, read, { lease, sequence, finalEvents, answers }, protocol, tx.now);
  const { stage, version } = read;
  const salt = secrets.token();
  const kept = { readId: read.id, stage, version, salt, answers, times, submittedAt: tx.now };
  const commitment = hashOf(committedSubmission(kept));
  await tx.submissions.add({ ...kept, lease, revision, contentHash, commitment });
  const staged = read.stages.length > 1 ? { stage } : {};
  const { session, position } = read;
  return {
    times,
    note: {
      by: { id: reader.userId, name: reader.user.name },
      act: stage < read.stages.length ? 'read.stage-submitted' : 'read.submitted',
      subject: read.id,
      after: { reader: reader.number, session: session.number, position, ...staged, version, commitment },
    },
  };
}
