export * from './canonical-json.js';
export * from './hash.js';
export * from './audit-chain.js';
