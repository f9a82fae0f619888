/** What the worker's bundle holds: every workflow, nothing else. */
export { analysisWorkflow } from './analysis.workflow.js';
export { expiryWorkflow } from './expiry.workflow.js';
export { exportWorkflow } from './export.workflow.js';
export { headsWorkflow } from './heads.workflow.js';
export { inferenceWindowWorkflow } from './inference-window.workflow.js';
export { inferenceWorkflow } from './inference.workflow.js';
export { intakeWindowWorkflow } from './intake-window.workflow.js';
export { intakeWorkflow } from './intake.workflow.js';
export { pullWorkflow } from './pull.workflow.js';
export { readerWorkflow } from './reader.workflow.js';
export { studyWorkflow } from './study.workflow.js';
export { truthingWorkflow } from './truthing.workflow.js';
