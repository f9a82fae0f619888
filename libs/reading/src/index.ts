export * from './read.js';
export * from './read-life.js';
export * from './pace.js';
export * from './reach.js';
export * from './next-step.js';
export * from './case-labels.js';
export * from './check-answers.js';
export * from './active-time.js';
export type { LeaseWindow, ReceivedBatch } from './event-timeline.js';
