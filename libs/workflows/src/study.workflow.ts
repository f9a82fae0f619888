import { continueAsNew, executeChild, ParentClosePolicy, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import type { RecordActivities, StudyAdvance } from './activities.js';
import { recordActs } from './activity-classes.js';
import { amend } from './acts.js';
import { analysisWorkflow } from './analysis.workflow.js';
import { type LifeState, newLife, RecordFollower } from './entity.js';

const record = proxyActivities<RecordActivities>(recordActs);

/** A study from its creation to its analysis. */
export async function studyWorkflow(study: StudyId, state: LifeState = newLife): Promise<void> {
  const life = new RecordFollower(state);
  life.conducts(amend);
  await life.follow(
    () => record.advanceStudy(study),
    (carried) => continueAsNew<typeof studyWorkflow>(study, carried),
    (advanced) => analyse(study, advanced),
  );
}

async function analyse(study: StudyId, { analysisDue }: StudyAdvance): Promise<void> {
  if (!analysisDue) return;
  // a failed analysis is in the record, with its reason; the study goes on and may be analysed again
  await executeChild(analysisWorkflow, {
    workflowId: `analysis/${study}`,
    args: [study],
    parentClosePolicy: ParentClosePolicy.ABANDON, // a computation that was begun ends with a result in the record, whatever becomes of its parent
  }).catch(() => undefined);
}
