import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { casesRead, cellOf } from '../data/index.js';
import { classRatings, rocCurve } from '../figures/index.js';
import { endpointsOf } from './endpoints-of.js';
import { endpointReads } from './estimand-of-plan.js';
import { judgeEndpoint, judgeFamily, type JudgedEndpoint } from './hypotheses-of-plan.js';
import { readerAndAi } from './reader-and-ai.js';
import { studyAgreement } from './study-agreement.js';
import type { AnalysisPlan, PlannedEndpoint, StudyReads } from './study-data.js';
import { analyzeSubgroups } from './subgroups.js';

/** The numbers of a study's analysis, without what names study and software. */
export type AnalysedStudy = Pick<
  StudyAnalysis,
  'endpoints' | 'family' | 'supporting' | 'subgroups' | 'rocCurves' | 'seconds' | 'warnings'
>;

/**
 * The whole analysis plan, computed from the reads alone: each endpoint with its primary inference, what stands beside it and
 * its hypothesis; hypotheses together; subgroups; agreement; reader and AI together. What cannot be estimated says so and why; every
 * number names its method and source; the result is JSON as it is.
 */
export function analyzeStudy(reads: StudyReads, plan: AnalysisPlan): AnalysedStudy {
  const analysed = plan.endpoints.map((endpoint) => {
    const context = { reads, plan, endpoint, pair: endpoint.comparison ?? plan.comparison };
    const [main, ...split] = endpointsOf(context);
    return { main, split, judged: judgeEndpoint(endpoint, main, plan) };
  });
  return {
    endpoints: analysed.flatMap(({ main, split, judged }): EndpointResult[] => [
      { ...main.result, hypothesis: judged.hypothesis },
      ...split.map(({ result }) => result),
    ]),
    family: judgeFamily(analysed.map(({ judged }): JudgedEndpoint => judged), plan), // prettier-ignore
    supporting: [...readerAndAi(reads, plan), ...studyAgreement(reads, plan)],
    subgroups: analyzeSubgroups(reads, plan),
    rocCurves: rocCurvesOf(reads, plan),
    seconds: secondsOf(reads, plan),
    warnings: reads.rows.some(({ timeFlags }) => timeFlags.length > 0)
      ? ['Some reading times carry flags; see time_flags in reads.csv']
      : [],
  };
}

/** Each reader's empirical ROC curve in each condition, of the first AUC endpoint. */
function rocCurvesOf(reads: StudyReads, plan: AnalysisPlan): StudyAnalysis['rocCurves'] {
  const endpoint = plan.endpoints.find(({ figure }: PlannedEndpoint) => figure === 'auc');
  if (!endpoint) return [];
  return plan.conditions.flatMap((condition) => {
    const study = endpointReads({ reads, plan, endpoint, pair: plan.comparison }, [condition])?.data;
    if (!study) return [];
    return study.readers.flatMap((reader, r) => {
      const cell = cellOf(study, 0, r);
      const { negatives, positives } = classRatings(study, cell, casesRead(study, cell));
      if (negatives.length === 0 || positives.length === 0) return [];
      const curve = rocCurve(negatives, positives);
      const points = Array.from(curve.falsePositiveRate, (x, i): [number, number] => [x, curve.truePositiveRate[i]!]);
      return [{ condition, reader: Number(reader), points }];
    });
  });
}

/** Seconds of every read by the plan's primary time, where they were measured. */
function secondsOf({ rows }: StudyReads, { conditions, primaryTime }: AnalysisPlan): StudyAnalysis['seconds'] {
  return conditions.map((condition) => ({
    condition,
    values: rows
      .filter((row) => row.condition === condition)
      .map((row) => (primaryTime === 'active' ? row.activeSeconds : row.elapsedSeconds))
      .filter((seconds) => seconds !== null && Number.isFinite(seconds) && seconds > 0) as number[],
  }));
}
