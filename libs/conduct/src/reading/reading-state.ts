import type { Answers, DraftAnswers, OpenRead, ReadId, ReadingState, StudyId } from '@lectern/contracts';
import { plannedSessions } from '@lectern/protocol';
import type { CaseWithStacks, Repositories, StoredRead } from '@lectern/records';
import { aiViewOf, conditionOf, imagesOf } from './case-view.js';
import type { Seat } from './seat.js';
import { shownCondition, standingOf, type Standing } from './standing.js';

/** What the reader does now, or waits for. */
export async function readingState(on: Repositories, seat: Seat, now: Date): Promise<ReadingState> {
  return stateFrom(on, seat, await standingOf(on, seat, now));
}

export async function stateFrom(
  on: Repositories,
  seat: Seat,
  { step, sessions, open, unsigned }: Standing,
): Promise<ReadingState> {
  switch (step.step) {
    case 'not-started':
      return { state: 'not-started' };
    case 'closed':
    case 'withdrawn':
    case 'not-qualified':
      return { state: step.step };
    case 'sign':
      return { state: 'documents', documents: [...unsigned] };
    case 'rest':
      return { state: 'break', until: new Date(step.until).toISOString() };
    case 'stop-for-today':
      return { state: 'day-done', until: new Date(step.until).toISOString(), reached: step.reached };
    case 'finished':
      return { state: 'finished', reads: sessions.reduce((sum, { submitted }) => sum + submitted, 0) };
    case 'wait':
      return { state: 'washout', session: step.session, opensAt: new Date(step.opensAt).toISOString() };
    case 'begin': {
      const due = sessions.find(({ number }) => number === step.session);
      const reads = due ? due.planned - due.submitted : 0;
      return { state: 'session-ready', session: step.session, sessions: sessions.length, reads };
    }
    case 'read':
      if (!open) throw new Error('a read is open and is not there');
      return { state: 'reading', read: await openReadView(on, seat, open) };
  }
}

/** Everything that the page needs for a read: of the AI only what its condition shows, of the next read only what may be loaded ahead. */
export async function openReadView(on: Repositories, { study, protocol }: Seat, read: StoredRead): Promise<OpenRead> {
  const condition = conditionOf(protocol, shownCondition(read));
  const shown = await caseOf(on, read.caseId);
  const ai = await aiViewOf(on, condition, read.caseId);
  const next = await on.reads.nextOf(read.sessionId);
  const isFirst = read.stage === 1 && read.version === 1;
  const earlier = isFirst ? null : await on.submissions.before(read.id, read.stage, read.version);
  return {
    id: read.id as ReadId,
    study: study.id as StudyId,
    caseLabel: read.label,
    position: read.position,
    of: read.session._count.reads,
    session: read.session.number,
    sessions: plannedSessions(protocol).length,
    condition: { id: condition.id, name: condition.name, aided: condition.ai !== undefined },
    target: protocol.target,
    questions: protocol.questions,
    images: imagesOf(shown, protocol),
    ...(ai ? { ai } : {}),
    lease: read.lease,
    phase: read.session.phase,
    stage: read.stage,
    stages: Math.max(read.stages.length, 1),
    version: read.version,
    block: read.block,
    limitSeconds: protocol.pace?.readLimitSeconds ?? null,
    earlier: (earlier?.answers ?? null) as Answers | null,
    draft: read.draft && {
      revision: read.draft.revision,
      answers: read.draft.answers as DraftAnswers,
      savedAt: read.draft.savedAt.toISOString(),
    },
    prefetch: next && (await prefetchOf(on, protocol, next)),
    ...(await wayAhead(on, protocol, read)),
    ...(protocol.hanging ? { hanging: protocol.hanging } : {}),
    ...(protocol.keys ? { keys: protocol.keys } : {}),
  };
}

/** Answered reads before a reader's own pace says anything of those to come. */
const readsToTell = 3;

/** What the protocol lets the page say of the time that is left, and whether it dims. */
async function wayAhead(
  on: Repositories,
  { timing }: Seat['protocol'],
  { sessionId }: StoredRead,
): Promise<Pick<OpenRead, 'remainingSeconds' | 'dimAfterSeconds'>> {
  const dims = timing.dimWhenIdle ? { dimAfterSeconds: timing.idleLimitSeconds } : {};
  if (timing.showProgress !== 'count-and-remaining-time') return dims;
  const { median, count } = await on.submissions.paceOfSession(sessionId);
  const left = await on.reads.countUnfinished(sessionId);
  return { ...dims, remainingSeconds: median === null || count < readsToTell ? null : median * left };
}

async function prefetchOf(
  on: Repositories,
  protocol: Seat['protocol'],
  next: StoredRead,
): Promise<OpenRead['prefetch']> {
  const shown = await caseOf(on, next.caseId);
  const ai = await aiViewOf(on, conditionOf(protocol, shownCondition(next)), next.caseId);
  return {
    images: imagesOf(shown, protocol),
    segmentations: ai?.segmentations ?? [],
    heatMaps: ai?.heatMaps ?? [],
  };
}

async function caseOf(on: Repositories, id: string): Promise<CaseWithStacks> {
  const known = await on.cases.ofWorklist(id);
  if (!known) throw new Error(`case ${id} of a worklist is not there`);
  return known;
}
