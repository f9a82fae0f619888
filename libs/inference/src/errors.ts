export type ModelPackageProblem =
  | 'manifest-missing'
  | 'manifest-invalid'
  | 'model-missing'
  | 'hash-mismatch'
  | 'not-a-model'
  | 'interface-mismatch'
  | 'provider-unavailable';

/** A model package that cannot be used: what is wrong, and what to do. */
export class ModelPackageError extends Error {
  constructor(
    readonly code: ModelPackageProblem,
    reason: string,
    readonly remedy: string,
  ) {
    super(`${reason} ${remedy}`);
    this.name = 'ModelPackageError';
  }
}

/** A stack on which a model cannot run. */
export class StackRefusedError extends Error {
  constructor(
    readonly code: 'empty-stack' | 'wrong-shape',
    readonly stackId: string,
    reason: string,
  ) {
    super(reason);
    this.name = 'StackRefusedError';
  }
}

/** The network gave something that is not a probability map of its input. */
export class ModelOutputError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ModelOutputError';
  }
}
