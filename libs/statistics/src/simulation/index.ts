export { seededRandom, shuffled, type Random } from './random.js';
export * from './bivariate-normal.js';
export * from './design.js';
export * from './roe-metz.js';
export * from './simulate-roe-metz.js';
export { roeMetzToOr, type OrParameters } from './roe-metz-or.js';
export * from './or-roe-metz.js';
export * from './simulate-times.js';
