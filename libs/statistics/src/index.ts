export * from './simulation/index.js';
export * from './distributions/index.js';
export * from './linear-algebra/index.js';
export * from './data/index.js';
export * from './figures/index.js';
export * from './optimisation/index.js';
export * from './proportions/index.js';
export * from './localisation/index.js';
