export { cohenKappa, type Kappa, type KappaWeights } from './cohen-kappa.js';
export * from './fleiss-kappa.js';
export * from './intraclass-correlation.js';
export * from './repeat-agreement.js';
export * from './kappa-difference.js';
