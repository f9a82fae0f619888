export * from './analyze-confidence.js';
