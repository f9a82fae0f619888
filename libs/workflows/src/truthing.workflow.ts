import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import { recordActs } from './activity-classes.js';
import type { TruthingActivities } from './activities.js';
import { type LifeState, newLife, RecordFollower } from './entity.js';

const record = proxyActivities<TruthingActivities>(recordActs);

/** The panel of a study, from its first opinion to the reference standard. Opinions do not pass through here; they are the record's. */
export async function truthingWorkflow(study: StudyId, state: LifeState = newLife): Promise<void> {
  const life = new RecordFollower(state);
  await life.follow(
    () => record.advanceTruthing(study),
    (carried) => continueAsNew<typeof truthingWorkflow>(study, carried),
  );
}
