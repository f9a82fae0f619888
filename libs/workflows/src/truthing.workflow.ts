import { continueAsNew, patched, proxyActivities } from '@temporalio/workflow';
import type { StudyId } from '@lectern/contracts';
import { mailActs, recordActs } from './activity-classes.js';
import type { MailActivities, TruthingActivities, TruthingAdvance } from './activities.js';
import { type LifeState, newLife, RecordFollower } from './entity.js';

const record = proxyActivities<TruthingActivities>(recordActs);
const mail = proxyActivities<MailActivities>(mailActs);

/** The panel of a study, from its first invitation to the reference standard; members are reminded of what waits for them. Opinions do not pass through here; they are the record's. */
export async function truthingWorkflow(study: StudyId, state: LifeState = newLife): Promise<void> {
  const life = new RecordFollower(state);
  const post = new PanelPost(study);
  await life.follow(
    () => record.advanceTruthing(study),
    (carried) => continueAsNew<typeof truthingWorkflow>(study, carried),
    async (advanced) => post.takes(advanced),
  );
}

/** Sends beside what else happens: a mail server that is away holds no case up, and what could not be sent stays in the record, where the coordinator sees it. */
class PanelPost {
  private isDue = false;
  private isSending = false;

  constructor(private readonly study: StudyId) {}

  takes({ remindersDue = false }: TruthingAdvance): void {
    if (!remindersDue || !patched('panel-reminders')) return;
    this.isDue = true;
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    while (this.isDue) {
      this.isDue = false;
      await mail.sendPanelReminders(this.study).catch(() => undefined);
    }
    this.isSending = false;
  }
}
