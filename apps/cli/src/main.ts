#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { downCommand } from './up/down.command.js';
import { upCommand } from './up/up.command.js';

const program = new Command('lectern')
  .description('Reader studies of AI in radiology, from DICOM files to a signed statistical report')
  .exitOverride()
  .addCommand(upCommand())
  .addCommand(downCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError))
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}
