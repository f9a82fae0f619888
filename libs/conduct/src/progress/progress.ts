import type { Progress, ReaderId, ReaderProgress, SessionId, StudyId } from '@lectern/contracts';
import type { ReaderWithUser, SessionWithCounts } from '@lectern/records';
import { found } from '../access/require-permission.js';
import type { ProgressWatch } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { exports } from '../bundle/exports.js';
import { follow, type LiveSources } from './live-feed.js';
import { oversight } from './oversight.js';
import { modelsOf, planOf, resultOf, type StudyPlan } from '../studies/study-plan.js';

/** Bundles that are told of, the newest. */
const shownExports = 20;

/** How a study goes on: counts and pooled times. Nothing here is split by condition or truth. */
export function progress(deps: ConductDeps): ProgressWatch {
  const of = (study: StudyId): Promise<Progress> => progressOf(deps, study);
  const sources: LiveSources = {
    progress: of,
    exports: async (study) => (await exports(deps).list(study, { limit: shownExports })).items,
    onChange: (study, note) => deps.records.changes.onStudy(study, note),
  };
  return {
    of,
    oversight: (study) => oversight(deps, study),
    follow: (study, options) => follow(sources, study, options),
  };
}

async function progressOf({ records, clock }: ConductDeps, id: StudyId): Promise<Progress> {
  const { read } = records;
  const study = found(await read.studies.find(id));
  const [plan, analysis, pooled, { length: entries }] = await Promise.all([
    planOf(read, id),
    read.analyses.find(id),
    read.submissions.pooledActiveSeconds(id),
    records.audit.head(id),
  ]);
  const sessions = await read.readers.sessionsOf(plan.readers.map((reader) => reader.id));
  const readers = plan.readers.map((reader) => readerProgress(reader, sessions));
  const total = (count: 'planned' | 'submitted'): number => sessions.reduce((sum, session) => sum + session[count], 0);
  return {
    study: id,
    phase: study.phase,
    at: clock.now().toISOString(),
    cases: caseCounts(plan),
    inference: inferenceCounts(plan),
    reads: { planned: total('planned'), submitted: total('submitted') },
    pooledActiveSeconds: pooled,
    readers,
    analysis: analysis?.state ?? 'none',
    entries,
  };
}

function caseCounts({ protocol, cases }: StudyPlan): Progress['cases'] {
  const count = (state: string): number => cases.filter((listed) => listed.case.state === state).length;
  return {
    planned: protocol.cases.planned,
    received: cases.length - count('receiving'),
    stored: count('stored'),
    ready: count('ready'),
    refused: count('refused'),
  };
}

function inferenceCounts({ protocol, cases, results }: StudyPlan): Progress['inference'] {
  const models = modelsOf(protocol);
  const wanted = cases
    .filter(({ case: { state } }) => state === 'stored' || state === 'ready')
    .flatMap(({ caseId }) => models.map((model) => resultOf(results, caseId, model)));
  return {
    planned: protocol.cases.planned * models.length,
    done: wanted.filter((result) => result?.state === 'done').length,
    failed: wanted.filter((result) => result?.state === 'failed').length,
  };
}

function readerProgress(reader: ReaderWithUser, sessions: readonly SessionWithCounts[]): ReaderProgress {
  return {
    id: reader.id as ReaderId,
    number: reader.number,
    name: reader.user.name,
    kind: reader.user.kind,
    state: reader.state,
    qualified: reader.qualified,
    replaces: reader.replaces,
    sessions: sessions
      .filter((session) => session.readerId === reader.id)
      .map(({ id, number, state, opensAt, planned, submitted }) => ({
        id: id as SessionId,
        number,
        state,
        opensAt: opensAt?.toISOString() ?? null,
        planned,
        submitted,
      })),
  };
}
