export * from './errors.js';
export type * from './conduct.js';
export * from './configuration/load-configuration.js';
export * from './installation.js';
export { createConduct } from './create-conduct.js';
export type { ConductDeps, Ids, Secrets } from './deps.js';
export { createActivities, type Activities } from './activities/create-activities.js';
export { deidentificationKey } from './activities/deidentification-key.js';
