export type { FlaggedTime, TimedReading } from './timed-read.js';
export type { RandomEffect } from './time-model.js';
export * from './analyze-time.js';
