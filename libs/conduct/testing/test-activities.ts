import { createActivities, type Activities } from '../src/activities/create-activities.js';
import type { ActivityDeps } from '../src/activities/activity-deps.js';
import type { TestInstallation } from './test-installation.js';

/** What workflows do in an installation that has no models. */
export const activitiesOf = (installation: TestInstallation, more: Partial<ActivityDeps> = {}): Activities =>
  createActivities({
    ...installation,
    modelsFolder: '/nowhere',
    software: { name: 'Lectern', version: 'test' },
    ...more,
  });
