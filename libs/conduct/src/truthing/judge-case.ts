import type {
  Draft,
  OpenRead,
  ReadId,
  ReadingState,
  savedDraftSchema,
  StudyId,
  Submission,
  SubmittedTruth,
} from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { checkAnswers } from '@lectern/reading';
import type { StoredTask, Transaction } from '@lectern/records';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { committedOpinion } from '../evidence/committed.js';
import { nudge } from '../nudge.js';
import { markedStacksOf } from '../reading/case-view.js';
import { hashOfStorable } from '../reading/storable.js';
import { assertTruthing, ownTask, takeTruthSeat, type TruthSeat } from './truth-seat.js';
import { openTaskView, truthingState } from './truthing-state.js';

/** Opens the next case of the member, or goes on with the open one. @throws Conflict unless the panel is at work */
export async function beginTruthing({ records }: ConductDeps, actor: Actor, study: StudyId): Promise<ReadingState> {
  return records.transaction(async (tx) => {
    const seat = await takeTruthSeat(tx, actor, study);
    assertTruthing(seat);
    const tasks = await tx.truthing.tasksOf(seat.member.id);
    if (!tasks.some(({ state }) => state === 'open')) await openNext(tx, tasks);
    return truthingState(tx, seat, await tx.truthing.tasksOf(seat.member.id));
  });
}

/** Gives the open case to the page that asks; the page that had it loses its lease. */
export async function takeOverTruth(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
): Promise<OpenRead> {
  return records.transaction(async (tx) => {
    const seat = await takeTruthSeat(tx, actor, study);
    assertTruthing(seat);
    const task = ownTask(await tx.truthing.task(id), seat.member);
    if (task.state !== 'open') throw notOpen();
    const lease = task.lease + 1;
    await tx.truthing.raiseLease(id, lease);
    return openTaskView(tx, seat, { ...task, lease }, (await tx.truthing.tasksOf(seat.member.id)).length);
  });
}

/** Keeps answers that are not submitted yet; an older revision that comes late changes nothing. */
export async function saveTruthDraft(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  { lease, revision, answers }: Draft,
): Promise<z.output<typeof savedDraftSchema>> {
  hashOfStorable(answers);
  return records.transaction(async (tx) => {
    const seat = await takeTruthSeat(tx, actor, study);
    assertTruthing(seat);
    const task = ownTask(await tx.truthing.task(id), seat.member);
    assertHeld(task, lease);
    if (revision <= task.draftRevision)
      return { revision: task.draftRevision, savedAt: (task.draftSavedAt ?? tx.now).toISOString() };
    await tx.truthing.saveDraft(id, { revision, answers, savedAt: tx.now });
    return { revision, savedAt: tx.now.toISOString() };
  });
}

/** Submits what a case is, exactly once, and opens the next case. The same content again gets the first answer; other content is a conflict. */
export async function submitTruth(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  { lease, revision, answers }: Submission,
): Promise<SubmittedTruth> {
  const contentHash = hashOfStorable({ task: id, revision, answers });
  return deps.records.transaction(async (tx) => {
    const seat = await takeTruthSeat(tx, actor, study);
    const task = ownTask(await tx.truthing.task(id), seat.member);
    const { opinion } = task;
    if (opinion && opinion.contentHash !== contentHash)
      throw new Conflict('already-submitted', 'This case was submitted with other answers.', 'Load the page again.');
    if (!opinion) {
      assertTruthing(seat);
      assertHeld(task, lease);
      await assertAnswers(tx, seat, task, answers);
      await keep(tx, deps, seat, task, answers, contentHash);
    }
    return {
      read: id,
      submittedAt: (opinion?.submittedAt ?? tx.now).toISOString(),
      contentHash,
      next: await truthingState(tx, seat, await tx.truthing.tasksOf(seat.member.id)),
    };
  });
}

async function keep(
  tx: Transaction,
  { secrets }: ConductDeps,
  seat: TruthSeat,
  task: StoredTask,
  answers: Submission['answers'],
  contentHash: string,
): Promise<void> {
  const { study, member } = seat;
  const kept = { taskId: task.id, caseId: task.caseId, salt: secrets.token(), answers, submittedAt: tx.now };
  const commitment = hashOf(committedOpinion(kept));
  const { caseId: _, ...opinion } = kept;
  await tx.truthing.submit({ ...opinion, contentHash, commitment });
  await openNext(tx, await tx.truthing.tasksOf(member.id));
  await nudge(tx, { kind: 'truthing-changed', study: study.id as StudyId });
  await tx.outbox.announce(study.id);
  await tx.audit.append(study.id, {
    by: { id: member.userId, name: member.user.name },
    act: 'truth.submitted',
    subject: task.id,
    after: { member: member.number, position: task.position, commitment },
  });
}

async function openNext(tx: Transaction, tasks: readonly StoredTask[]): Promise<void> {
  const next = tasks.find(({ state }) => state === 'waiting');
  if (next) await tx.truthing.setOpen(next.id, next.lease + 1, tx.now);
}

function assertHeld({ state, lease: held }: StoredTask, lease: number): void {
  if (state !== 'open') throw notOpen();
  if (lease !== held)
    throw new Conflict('lease-lost', 'This case is open in another page.', 'Go on there, or take it over here.');
}

const notOpen = (): Conflict => new Conflict('not-open', 'This case is not open.', 'Load the page again.');

/** @throws Invalid with one issue a question */
async function assertAnswers(
  tx: Transaction,
  { protocol, plan }: TruthSeat,
  { caseId }: StoredTask,
  answers: Submission['answers'],
): Promise<void> {
  const shown = await tx.cases.find(caseId);
  const issues = checkAnswers(plan.questions, answers, shown ? markedStacksOf(shown, protocol) : []);
  if (issues.length > 0)
    throw new Invalid('answers', 'The answer is not complete.', 'Answer the questions that are named.', issues);
}
