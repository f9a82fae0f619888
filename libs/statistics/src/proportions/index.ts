export * from './binary-read.js';
export * from './intervals.js';
export * from './mcnemar.js';
export * from './clustered-difference.js';
export * from './rao-scott.js';
export * from './links.js';
export * from './gee.js';
export * from './analyze-binary.js';
