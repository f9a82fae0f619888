export * from './study-data.js';
export * from './analyze-study.js';
