import { proxyActivities } from '@temporalio/workflow';
import type { ImagingActivities } from './activities.js';
import { imagingActs } from './activity-classes.js';

const imaging = proxyActivities<ImagingActivities>(imagingActs);

/** One day's expiry of refused originals; started once, by a cron schedule of its own. */
export async function expiryWorkflow(): Promise<void> {
  await imaging.expireOriginals();
}
