export * from './protocol-error.js';
export * from './parse-protocol.js';
export { DEFAULT_WASHOUT_DAYS } from './protocol-rules.js';
export * from './endpoint-question.js';
export * from './random-stream.js';
export * from './schedule.js';
export * from './balance.js';
