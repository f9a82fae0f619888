import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import type { AnalysisActivities } from './activities.js';
import { analysisActs } from './activity-classes.js';
import { reasonOf } from './reason-of.js';

const analysis = proxyActivities<AnalysisActivities>(analysisActs);

/** From the locked record to statistics and report. */
export async function analysisWorkflow(study: StudyId): Promise<void> {
  try {
    await analysis.computeAnalysis(study);
    await analysis.writeReport(study);
  } catch (error) {
    await analysis.failAnalysis(study, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`The analysis failed: ${reasonOf(error)}`, 'AnalysisFailed');
  }
}
