export * from './errors.js';
export type * from './conduct.js';
export * from './configuration/load-configuration.js';
