export * from './simulation/index.js';
export * from './distributions/index.js';
export * from './linear-algebra/index.js';
