export * from './protocol-error.js';
export * from './parse-protocol.js';
export * from './session-plan.js';
export * from './endpoint-question.js';
export * from './random-stream.js';
export * from './schedule.js';
export * from './balance.js';
