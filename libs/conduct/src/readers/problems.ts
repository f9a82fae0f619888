import type {
  Page,
  PageRequest,
  ReadId,
  ReadingProblemView,
  ReportProblem,
  ResolveProblem,
  StudyId,
} from '@lectern/contracts';
import type { ProblemWithResolution } from '@lectern/records';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { instantKey, pageOfList } from '../page.js';
import { ownRead, takeSeat } from '../reading/seat.js';
import { excuse } from './excuse-read.js';
import { readForCoordinator } from './reader-of-study.js';

/** A reader says that something is wrong. The text may tell of a case, so the audit chain notes that there is a report, not what it says. */
export async function reportProblem(
  { records, ids }: ConductDeps,
  actor: Actor,
  study: StudyId,
  { kind, text, read }: ReportProblem,
): Promise<ReadingProblemView> {
  return records.transaction(async (tx) => {
    const { reader } = await takeSeat(tx, actor, study);
    if (read) await ownRead(tx.reads, reader, read);
    const id = ids.next();
    await tx.readingActs.report({
      id,
      studyId: study,
      readerId: reader.id,
      readId: read ?? null,
      kind,
      text,
      at: tx.now,
    });
    await tx.outbox.announce(study);
    const after = { reader: reader.number, kind, read: read ?? null };
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'problem.reported',
      subject: id,
      after,
    });
    return viewOf(must(await tx.readingActs.problem(id)));
  });
}

export function listProblems(
  { records }: ConductDeps,
  study: StudyId,
  request: PageRequest,
): Promise<Page<ReadingProblemView>> {
  return pageOfList(
    {
      key: instantKey,
      keyOf: ({ at, id }: ProblemWithResolution) => ({ at, id }),
      rows: (seek) => records.read.readingActs.pageOfProblems(study, seek),
      view: viewOf,
    },
    request,
  );
}

/** Says what became of a problem, once. Excusing takes its read out of the reader's list in the same act. */
export async function resolveProblem(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
  { outcome, note }: ResolveProblem,
): Promise<ReadingProblemView> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const known = await tx.readingActs.problem(id);
    if (known?.studyId !== study) throw new NotFound('no-problem', 'There is no such problem in this study.');
    if (known.resolution) throw new Conflict('resolved', 'This problem is resolved already.', 'Load the list again.');
    if (outcome === 'excused' && !known.readId)
      throw new Conflict('no-read', 'This problem is not about a read.', 'Choose another outcome.');
    const excusing = outcome === 'excused' ? await readForCoordinator(tx, actor, study, known.readId as ReadId) : null;
    const notes = excusing ? await excuse(tx, deps, { actor, ...excusing, reason: note }) : [];
    await tx.readingActs.resolve({ problemId: id, at: tx.now, by: actor.name, outcome, note });
    await tx.outbox.announce(study);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(
      study,
      { by, act: 'problem.resolved', subject: id, reason: note, after: { outcome } },
      ...notes,
    );
    return viewOf(must(await tx.readingActs.problem(id)));
  });
}

function viewOf({ id, reader, readId, kind, text, at, resolution }: ProblemWithResolution): ReadingProblemView {
  return {
    id,
    reader: reader.number,
    read: readId as ReadId | null,
    kind: kind as ReadingProblemView['kind'],
    text,
    at: at.toISOString(),
    resolution: resolution && {
      outcome: resolution.outcome as ResolveProblem['outcome'],
      note: resolution.note,
      by: resolution.by,
      at: resolution.at.toISOString(),
    },
  };
}

function must<T>(value: T | null): T {
  if (value === null) throw new Error('what was just stored is not there');
  return value;
}
