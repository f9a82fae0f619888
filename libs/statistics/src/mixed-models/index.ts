export type { RandomTerm } from './random-effects.js';
export * from './linear-mixed-model.js';
export * from './generalised-mixed-model.js';
