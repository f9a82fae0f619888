export * from './errors.js';
export type * from './conduct.js';
export * from './configuration/load-configuration.js';
export * from './installation.js';
export { createConduct } from './create-conduct.js';
export type { ConductDeps, Ids, Secrets } from './deps.js';
