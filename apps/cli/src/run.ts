import { CommanderError } from 'commander';
import { lecternProgram } from './program.js';

/**
 * Runs one command; what goes wrong is said on stderr in one line.
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
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${message.split('\n')[0]}\n`);
    return error instanceof Error && error.name === 'UsageError' ? 2 : 1;
  }
}
