import {
  ApplicationFailure,
  getExternalWorkflowHandle,
  patched,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { CaseId } from '@lectern/contracts';
import type { ImagingActivities } from './activities.js';
import { imagingActs } from './activity-classes.js';
import { reasonOf } from './reason-of.js';
import { caseDecided } from './signals.js';

const imaging = proxyActivities<ImagingActivities>(imagingActs);

/** One case from quarantine to ready, or refused with nothing half-done left behind. Its window learns that it ended, however it did. */
export async function intakeWorkflow(id: CaseId): Promise<void> {
  try {
    await takeIn(id);
  } finally {
    await tellWindow(id);
  }
}

/** Whichever run of the window is there now; one that is gone reads the record when it is back. */
export async function tellWindow(id: CaseId): Promise<void> {
  const { parent } = workflowInfo();
  if (parent)
    await getExternalWorkflowHandle(parent.workflowId)
      .signal(caseDecided, id)
      .catch(() => undefined);
}

/** Examined, then accepted or refused; cases that were begun by an earlier version go through it in two acts. */
export async function takeIn(id: CaseId): Promise<void> {
  try {
    await (patched('taken-in-by-one-act') ? imaging.takeInCase(id) : inTwoActs(id));
  } catch (error) {
    await imaging.refuseCase(id, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`Intake gave up: ${reasonOf(error)}`, 'IntakeFailed');
  }
}

async function inTwoActs(id: CaseId): Promise<void> {
  const { accepted } = await imaging.examineCase(id);
  await (accepted ? imaging.acceptCase(id) : imaging.refuseCase(id));
}
