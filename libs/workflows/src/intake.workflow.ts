import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { CaseId } from '@lectern/contracts';
import type { ImagingActivities } from './activities.js';
import { imagingActs } from './activity-classes.js';
import { reasonOf } from './reason-of.js';

const imaging = proxyActivities<ImagingActivities>(imagingActs);

/** One case from quarantine to ready, or refused with nothing half-done left behind. */
export async function intakeWorkflow(id: CaseId): Promise<void> {
  try {
    const { accepted } = await imaging.examineCase(id);
    await (accepted ? imaging.acceptCase(id) : imaging.refuseCase(id));
  } catch (error) {
    await imaging.refuseCase(id, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`Intake gave up: ${reasonOf(error)}`, 'IntakeFailed');
  }
}
