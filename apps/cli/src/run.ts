import { CommanderError } from 'commander';
import { lecternProgram } from './program.js';
import { InputError, UsageError } from './terminal/errors.js';

/**
 * Runs one command; what goes wrong is said on stderr, of options and files in one line.
 *
 * @param words what was typed after `lectern`
 * @returns exit code. 0: done; 1: it failed; 2: the command is written wrongly
 */
export async function run(words: readonly string[]): Promise<number> {
  try {
    await lecternProgram().parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said so itself
    process.stderr.write(`error: ${messageOf(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** One line of what files and options say, which may quote a cell with a line end in it; what a server says stays as it is. */
function messageOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof InputError)
    return error.message.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  return error instanceof Error ? error.message : String(error);
}
