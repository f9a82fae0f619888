export * from './protocol-error.js';
export * from './parse-protocol.js';
export * from './session-plan.js';
export * from './endpoint-question.js';
export * from './schedule/random-stream.js';
export * from './schedule/schedule.js';
export * from './schedule/balance.js';
export { brokenPromises } from './schedule/promises.js';
