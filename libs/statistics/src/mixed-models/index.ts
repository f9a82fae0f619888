export type { RandomTerm } from './random-effects.js';
export * from './linear-mixed-model.js';
