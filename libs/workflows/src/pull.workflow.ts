import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { CaseId } from '@lectern/contracts';
import type { PullActivities } from './activities.js';
import { fetchActs } from './activity-classes.js';
import { takeIn, tellWindow } from './intake.workflow.js';
import { reasonOf } from './reason-of.js';

const { fetchCase, failFetch } = proxyActivities<PullActivities>(fetchActs);

/** One examination from another server to ready, or refused with nothing half-done left behind. */
export async function pullWorkflow(id: CaseId): Promise<void> {
  try {
    await fetched(id);
    await takeIn(id);
  } finally {
    await tellWindow(id);
  }
}

async function fetched(id: CaseId): Promise<void> {
  try {
    await fetchCase(id);
  } catch (error) {
    await failFetch(id, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`Nothing was fetched: ${reasonOf(error)}`, 'IntakeFailed');
  }
}
