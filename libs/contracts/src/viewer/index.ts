export * from './viewer-messages.js';
