export type * from './activities.js';
export type * from './nudges.js';
export * from './task-queues.js';
export * from './workflow-ids.js';
export * from './signals.js';
export * from './acts.js';
export * from './workflows.js';
