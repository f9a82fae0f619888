export * from './normal.js';
export * from './student-t.js';
export * from './chi-squared.js';
export { fCdf, fQuantile, fSurvival } from './fisher-f.js';
export * from './beta-binomial.js';
export * from './noncentral.js';
