import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { expiryWorkflow, headsWorkflow, taskQueues } from '@lectern/workflows';

/** What is done every day, at a time in UTC. */
const daily = [
  { scheduleId: 'signed-heads', workflow: headsWorkflow, hour: 0, minute: 5 },
  { scheduleId: 'expiry', workflow: expiryWorkflow, hour: 0, minute: 35 },
] as const;

/**
 * The heads of the audit chains are signed, and what has expired is deleted, every day and in every installation. Temporal keeps the schedules, whoever runs; a day that
 * was missed is made up for when it is back, and where one run still goes on the next is left out: it does all that is due.
 */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const { scheduleId, workflow, hour, minute } of daily) {
    await client.schedule
      .create({
        scheduleId,
        spec: { calendars: [{ hour, minute }], timezone: 'UTC' },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '2 days' },
        action: {
          ...{ type: 'startWorkflow', workflowType: workflow, args: [] },
          ...{ workflowId: `${scheduleId}-of-day`, taskQueue: taskQueues.record },
        },
      })
      .catch((error: unknown) => {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      });
    await endCronWorkflow(client, scheduleId);
  }
}

/** Before there were schedules, a cron workflow of the same name did it. */
async function endCronWorkflow(client: Client, workflowId: string): Promise<void> {
  await client.workflow
    .getHandle(workflowId)
    .terminate('A schedule does this now')
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
}
