/**
 * Why an act was not done. `kind` decides the answer of an interface (over HTTP: 404, 409, 412, 403, 422, 406, 500), `code` names the rule for programs,
 * `remedy` says to a person what to do.
 */
export type FailureKind = 'not-found' | 'conflict' | 'stale' | 'refused' | 'invalid' | 'not-acceptable' | 'damaged';

export interface FailureIssue {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
}

export abstract class ConductError extends Error {
  abstract readonly kind: FailureKind;

  constructor(
    /** Stable and machine-readable, e.g. `lease-lost`. */
    readonly code: string,
    message: string,
    readonly remedy?: string,
    readonly issues: readonly FailureIssue[] = [],
  ) {
    super(message);
  }
}

/** There is no such thing, or this actor may not learn that there is. */
export class NotFound extends ConductError {
  override readonly name = 'NotFound';
  override readonly kind = 'not-found';
}

/** The record does not allow it in its present state. */
export class Conflict extends ConductError {
  override readonly name = 'Conflict';
  override readonly kind = 'conflict';
}

/** It was changed since the actor saw it. */
export class Stale extends ConductError {
  override readonly name = 'Stale';
  override readonly kind = 'stale';
}

/** This actor may not do it. */
export class Refused extends ConductError {
  override readonly name = 'Refused';
  override readonly kind = 'refused';
}

/** What was handed in breaks a rule; `issues` say where. */
export class Invalid extends ConductError {
  override readonly name = 'Invalid';
  override readonly kind = 'invalid';
}

/** It is there, and not in any form that was asked for. */
export class NotAcceptable extends ConductError {
  override readonly name = 'NotAcceptable';
  override readonly kind = 'not-acceptable';
}

/** A stored object is not what was stored: nothing that was asked is at fault, and nobody but who keeps the store can mend it. */
export class Damaged extends ConductError {
  override readonly name = 'Damaged';
  override readonly kind = 'damaged';

  /** @param object its key in the store, and @param found what is wrong with it: for the log alone */
  constructor(
    readonly object: string,
    readonly found: string,
    message: string,
    remedy: string,
  ) {
    super('damaged-object', message, remedy);
  }
}
