#!/usr/bin/env node
import { run } from './run.js';

process.stdout.on('error', leaveQuietlyWhenNobodyReads);
process.exitCode = await run(process.argv.slice(2));

/** `lectern analyze ... | head` closes the pipe early. */
function leaveQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
