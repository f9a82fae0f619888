import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { ExportActivities, ExportRequest } from './activities.js';
import { analysisActs } from './activity-classes.js';
import { reasonOf } from './reason-of.js';

const exporting = proxyActivities<ExportActivities>(analysisActs);

/** One bundle of a locked study, from the record to the object store. */
export async function exportWorkflow(request: ExportRequest): Promise<void> {
  try {
    await exporting.exportBundle(request);
  } catch (error) {
    await exporting.failExport(request, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`No bundle: ${reasonOf(error)}`, 'ExportFailed');
  }
}
