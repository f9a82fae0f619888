/** The command cannot be carried out as it was written: exit code 2. The message is one line and says what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file cannot be used: exit code 1. The message is one line: file, place, reason, remedy. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
