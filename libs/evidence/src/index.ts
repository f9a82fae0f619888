export * from './canonical-json.js';
export * from './sha256.js';
