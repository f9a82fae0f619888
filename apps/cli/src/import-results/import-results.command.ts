import { Command } from 'commander';
import { aNumber } from '../terminal/options.js';
import type { ResultsToImport } from './run-import-results.js';

const NOTES = `
FILES are DICOM segmentations and measurement reports on the images of the study's cases, and CSV tables with the columns \`case\`, \`score\`, and if known
\`positive\` (0 or 1) and \`reason\` (why there is no score). All of them come in, or none. Cases of which they say nothing have no AI result, and readers are told so.`;

/** `lectern import-results FILES`: results of an AI that ran elsewhere, as a model version of a study. */
export function importResultsCommand(): Command {
  return new Command('import-results')
    .description('take results of an AI that ran elsewhere into a study, as a model version')
    .argument('<files...>', 'SEG, SR and CSV files, or folders of them')
    .requiredOption('--study <id>', 'id of the study, as in its address')
    .requiredOption('--server <url>', 'address of the server')
    .requiredOption('--model <id>', 'id of the model, as conditions of the protocol name it')
    .requiredOption('--model-version <version>', 'its version')
    .requiredOption('--description <text>', 'who made it, and where it ran')
    .requiredOption('--finding <label>', 'what its outlines are labelled')
    .option('--threshold <number>', 'a score at or above it is a positive call', aNumber)
    .option('--token <token>', 'token of yours, made under your account (default: LECTERN_TOKEN)')
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: ResultsToImport) => {
      const { runImportResults } = await import('./run-import-results.js');
      await runImportResults(files, options);
    });
}
