export * from './cell-covariance.js';
export * from './covariance-of.js';
export * from './delong.js';
export * from './unbiased.js';
export * from './jackknife.js';
export * from './bootstrap.js';
export { exactlyShared, pairMoments, type PairMoments } from './pair-moments.js';
