export * from './errors.js';
export * from './estimable.js';
export * from './reader-study.js';
