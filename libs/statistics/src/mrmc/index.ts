export * from './analyze-mrmc.js';
export * from './design.js';
export * from './inference.js';
export * from './obuchowski-rockette.js';
export * from './or-components.js';
export * from './or-readers-nested.js';
export * from './result.js';
export type { UTable } from './u-tables.js';
export type { Weighting } from './u-moments.js';
