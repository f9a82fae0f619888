export * from './study-data.js';
export * from './analyze-study.js';
export * from './reference-agreement.js';
