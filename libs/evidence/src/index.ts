export * from './canonical-json.js';
export * from './hash.js';
export * from './audit-chain.js';
export * from './signature.js';
export * from './signed-head.js';
export * from './electronic-signature.js';
