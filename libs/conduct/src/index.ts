export * from './errors.js';
export type * from './conduct.js';
