export type { ModelPackageProblem } from './errors.js';
export { ModelOutputError, ModelPackageError, StackRefusedError } from './errors.js';
export type { ModelManifest } from './manifest.js';
export { modelManifestSchema } from './manifest.js';
export type { ModelPackage, SessionOptions } from './model-package.js';
export { loadModelPackage } from './model-package.js';
export type { CaseResult, FoundComponent, RunOptions, StackResult } from './run-case.js';
export { runCase } from './run-case.js';
export type { InferenceSlice, InferenceStack } from './stack.js';
