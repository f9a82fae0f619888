import { Command } from 'commander';
import { wholeNumber } from '../terminal/options.js';
import type { IngestTarget } from './run-ingest.js';

const NOTES = `
Each subfolder of FOLDER is a case, named as its folder, however deep its files lie. With --manifest, a CSV file says it: one row a file or folder,
columns \`case\` (its name in the study) and \`path\` (from FOLDER). A zip archive stands for the folder that it holds.

Broken off, killed or cut from its server, the command goes on when it is given again: nothing that the server has is sent a second time, for as long as the server
keeps what it has of a case (two days, unless its intake.uploadsKeptHours says otherwise). Cases that are in the study already are skipped, refused ones are sent again.`;

/** `lectern ingest FOLDER`: cases from a folder into a study of a server. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description('send the cases of a folder, or of a zip archive, to a study')
    .argument('<folder>', 'folder, or zip archive of one, with one subfolder a case')
    .requiredOption('--study <id>', 'id of the study, as in its address')
    .requiredOption('--server <url>', 'address of the server')
    .option('--token <token>', 'token of yours, made under your account (default: LECTERN_TOKEN)')
    .option('--manifest <csv>', 'CSV file that groups files into cases')
    .option('--parallel <n>', 'cases sent at a time', wholeNumber(1), 2)
    .addHelpText('after', NOTES)
    .action(async (folder: string, options: IngestTarget) => {
      const { runIngest } = await import('./run-ingest.js');
      await runIngest(folder, options);
    });
}
