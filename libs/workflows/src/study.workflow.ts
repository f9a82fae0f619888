import { continueAsNew, executeChild, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import type { RecordActivities, StudyAdvance } from './activities.js';
import { analysisWorkflow } from './analysis.workflow.js';
import { followRecord } from './entity.js';
import { taskQueues } from './task-queues.js';

const record = proxyActivities<RecordActivities>({
  taskQueue: taskQueues.record,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** A study from its creation to its analysis. */
export async function studyWorkflow(study: StudyId): Promise<void> {
  const analyse = async ({ analysisDue }: StudyAdvance): Promise<void> => {
    if (!analysisDue) return;
    // a failed analysis is in the record, with its reason; the study goes on and may be analysed again
    await executeChild(analysisWorkflow, { workflowId: `analysis/${study}`, args: [study] }).catch(() => undefined);
  };
  await followRecord(
    () => record.advanceStudy(study),
    () => continueAsNew<typeof studyWorkflow>(study),
    analyse,
  );
}
