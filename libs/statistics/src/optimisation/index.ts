export * from './bfgs.js';
export * from './root.js';
