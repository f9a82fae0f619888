import { sha256Schema, studyAnalysisSchema, type ReadRow, type StudyAnalysis, type StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { StudyFreeze } from '@lectern/records';
import { analyzeStudy } from '@lectern/statistics';
import { collectReads } from '../analysis/collect-reads.js';
import { Conflict } from '../errors.js';
import type { StudyPlan } from '../studies/study-plan.js';
import type { ActivityDeps } from './activity-deps.js';
import { analysisPlanOf, studyReadsOf } from './analysis-plan.js';

/** Computes every endpoint of a locked study from its reads and keeps the result. */
export async function computeAnalysis({ records, software }: ActivityDeps, id: StudyId): Promise<void> {
  const { read } = records;
  const study = await read.studies.find(id);
  const freeze = await read.studies.freezeOf(id);
  if (!freeze || study?.phase !== 'locked') throw new Conflict('not-locked', `Study ${id} is not locked`);
  const startedAt = await records.transaction(async (tx) => {
    await tx.analyses.begin(id, 'computing', tx.now);
    await tx.outbox.announce(id);
    return tx.now;
  });
  const { rows, plan } = await collectReads(read, id);
  const planned = (await read.reads.countOfStudy(id)).planned;
  const unread = await read.reads.unsubmittedOfStudy(id);
  const analysis = studyAnalysisSchema.parse({
    ...identityOf(id, plan, freeze),
    ...analyzeStudy(studyReadsOf(plan, rows, unread), analysisPlanOf(plan)),
    computedAt: startedAt.toISOString(),
    software,
    counts: countsOf(plan, rows, planned),
  } satisfies StudyAnalysis);
  await records.transaction((tx) => tx.analyses.saveDocument(id, analysis, hashOf(analysis), 'writing the report'));
}

function identityOf(study: StudyId, { protocol, protocolHash, readers, results }: StudyPlan, freeze: StudyFreeze) {
  return {
    format: 1 as const,
    study,
    title: protocol.title,
    target: protocol.target,
    protocolHash,
    freezeHash: freeze.hash,
    simulated: readers.some(({ user }) => user.kind === 'simulated'),
    models: protocol.conditions.flatMap(({ id, ai }) => {
      const used = ai && results.find(({ modelVersion: m }) => m.model === ai.model && m.version === ai.version);
      return used && sha256Schema.safeParse(used.modelVersion.sha256).success
        ? [{ condition: id, model: ai.model, version: ai.version, sha256: used.modelVersion.sha256 }]
        : [];
    }),
    alpha: protocol.analysis.alpha,
    conditions: protocol.conditions.map(({ id, name }) => ({ id, name })),
    primaryTime: protocol.timing.primary,
  };
}

function countsOf(
  { cases, readers, reference }: StudyPlan,
  rows: readonly ReadRow[],
  planned: number,
): StudyAnalysis['counts'] {
  const listed = new Set(cases.filter((each) => each.case.state === 'ready').map(({ caseId }) => caseId));
  const truth = reference?.rows.filter(({ caseId }) => listed.has(caseId)) ?? [];
  const positives = truth.filter(({ positive }) => positive).length;
  return {
    readers: readers.filter(({ state }) => state !== 'withdrawn').length,
    cases: truth.length,
    positives,
    negatives: truth.length - positives,
    readsPlanned: planned,
    readsSubmitted: rows.length,
  };
}
