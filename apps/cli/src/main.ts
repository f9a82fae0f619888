#!/usr/bin/env node
import { CommanderError } from 'commander';
import { lecternProgram } from './program.js';

/** 0: done; 1: it failed, and stderr says in one line why; 2: the command is written wrongly. */
process.exitCode = await run();

async function run(): Promise<number> {
  process.stdout.on('error', leaveQuietlyWhenNobodyReads);
  try {
    await lecternProgram().parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said so itself
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${message.split('\n')[0]}\n`);
    return error instanceof Error && error.name === 'UsageError' ? 2 : 1;
  }
}

/** `lectern analyze ... | head` closes the pipe early. */
function leaveQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
