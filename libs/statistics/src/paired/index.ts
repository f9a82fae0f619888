export * from './paired-tests.js';
