#!/usr/bin/env node
import { run } from './run.js';

process.stdout.on('error', leaveQuietlyWhenNobodyReads);
const failed = await run(process.argv.slice(2));
process.exitCode = failed || (process.exitCode ?? 0); // `verify` does what it was asked, and says 1 itself of what is not verified

/** `lectern analyze ... | head` closes the pipe early. */
function leaveQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
