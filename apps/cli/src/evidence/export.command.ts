import { Command } from 'commander';
import type { ExportTarget } from './run-export.js';

/** `lectern export STUDY`: the bundle of a locked study from a server. */
export function exportCommand(): Command {
  return new Command('export')
    .description('fetch the bundle of a locked study from a server')
    .argument('<study>', 'id of the study, as in its address')
    .requiredOption('--server <url>', 'address of the server')
    .option('--token <token>', 'token of yours, made under your account (default: LECTERN_TOKEN)')
    .option('--out <file>', 'file to write (default: STUDY.zip)')
    .action(async (study: string, options: ExportTarget) => {
      const { runExport } = await import('./run-export.js');
      await runExport(study, options);
    });
}
