import type { Activities } from '../src/activities/create-activities.js';
import { activitiesOf } from './test-activities.js';
import { startTestInstallation, type TestInstallation } from './test-installation.js';
import { startPanel, type TestPanel } from './test-panel.js';

export interface PanelWorld {
  readonly installation: TestInstallation;
  readonly activities: Activities;
  readonly panel: TestPanel;
}

/** An installation with a panel of two members and an adjudicator that has begun on four cases. */
export async function startPanelWorld(): Promise<PanelWorld> {
  const installation = await startTestInstallation();
  const panel = await startPanel(installation, await installation.administrator());
  return { installation, activities: activitiesOf(installation), panel };
}
