import { continueAsNew, patched, proxyActivities } from '@temporalio/workflow';
import type { ReaderId } from '@lectern/contracts';
import { mailActs, recordActs } from './activity-classes.js';
import type { MailActivities, ReaderAdvance, RecordActivities } from './activities.js';
import { excuse, reopen, withdraw } from './acts.js';
import { type LifeState, newLife, RecordFollower } from './entity.js';

const record = proxyActivities<RecordActivities>(recordActs);
const mail = proxyActivities<MailActivities>(mailActs);

/**
 * One reader's sessions: each opens when its washout is over, and the reader is reminded of it. Single reads do not pass through here; they are the record's.
 *
 * @param state of the run before; absent at the first
 */
export async function readerWorkflow(reader: ReaderId, state: LifeState = newLife): Promise<void> {
  const life = new RecordFollower(state);
  life.conducts(withdraw);
  life.conducts(excuse);
  life.conducts(reopen);
  await life.follow(
    () => record.advanceReader(reader),
    (carried) => continueAsNew<typeof readerWorkflow>(reader, carried),
    (advanced) => remind(reader, advanced),
  );
}

/** A reminder that cannot be sent must not hold up a session: it stays in the record, where the coordinator sees it. */
async function remind(reader: ReaderId, { remindersDue = false }: ReaderAdvance): Promise<void> {
  if (remindersDue && patched('reminders')) await mail.sendReminders(reader).catch(() => undefined);
}
