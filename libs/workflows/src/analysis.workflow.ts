import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import type { AnalysisActivities } from './activities.js';
import { reasonOf } from './reason-of.js';
import { taskQueues } from './task-queues.js';

const analysis = proxyActivities<AnalysisActivities>({
  taskQueue: taskQueues.analysis,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 5 },
});

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
