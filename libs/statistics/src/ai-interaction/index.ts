export * from './two-way-clusters.js';
export * from './ai-interaction.js';
