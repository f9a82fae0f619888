import { sha256Schema, studyAnalysisSchema, type ReadRow, type StudyAnalysis, type StudyId } from '@lectern/contracts';
import { analyzeStudy } from '@lectern/statistics';
import { analysisPlanOf, studyReadsOf } from './analysis-plan.js';
import { referenceProvenance } from './reference-provenance.js';
import { sizingOf } from './sizing-of.js';
import { studyCases, type StudyPlan } from '../studies/study-plan.js';

/** What an analysis says beside its numbers. */
export interface Circumstances {
  readonly study: StudyId;
  readonly freezeHash: string;
  /** Reads on all worklists. */
  readonly planned: number;
  readonly computedAt: string;
  readonly software: StudyAnalysis['software'];
}

/** What was read, and what of the worklists was not. */
export interface ReadsOfStudy {
  readonly rows: readonly ReadRow[];
  readonly unread: Parameters<typeof studyReadsOf>[2];
  /** Ids of reads that are not per protocol. */
  readonly major: readonly string[];
}

/** The analysis of a study from its plan and its reads; the same from the record and from a bundle. */
export function analysisOf(
  plan: StudyPlan,
  { rows, unread, major }: ReadsOfStudy,
  circumstances: Circumstances,
): StudyAnalysis {
  const { computedAt, software, planned } = circumstances;
  const analysed = analyzeStudy({ ...studyReadsOf(plan, rows, unread), majorDeviations: major }, analysisPlanOf(plan));
  return studyAnalysisSchema.parse({
    ...identityOf(plan, circumstances),
    ...analysed,
    supporting: [...referenceProvenance(plan), ...analysed.supporting],
    computedAt,
    software,
    sizing: sizingOf(plan),
    deviations: plan.deviations.map(({ subject: _, ...deviation }) => deviation),
    counts: countsOf(plan, rows, planned),
  } satisfies StudyAnalysis);
}

function identityOf({ protocol, protocolHash, readers, results }: StudyPlan, { study, freezeHash }: Circumstances) {
  return {
    format: 1 as const,
    study,
    title: protocol.title,
    target: protocol.target,
    protocolHash,
    freezeHash,
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
  const listed = new Set(studyCases(cases).map(({ caseId }) => caseId));
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
