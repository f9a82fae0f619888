export * from './assigned-read.js';
export * from './analysis-set.js';
export * from './sensitivity-analysis.js';
