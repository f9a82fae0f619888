export * from './hypotheses.error.js';
export * from './one-hypothesis.js';
export * from './several-hypotheses.js';
