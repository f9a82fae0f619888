import { Command, Option } from 'commander';
import { addMethodOptions } from '../analyze/method-options.js';
import { aNumber, asText, pairs } from '../terminal/options.js';
import type { AnalyzeBinaryRequest } from './analyze-binary-file.js';

const FIELDS = ['reader', 'treatment', 'case', 'truth', 'rating', 'decision', 'patient'] as const;

const EXAMPLES = `
Examples:
  lectern analyze-binary study.csv --threshold 3
  lectern analyze-binary decisions.csv --columns decision=called_positive --json
  lectern analyze-binary study.imrmc --threshold 50 --metric sensitivity --method ustat

Without --threshold the column decision (or positive) is read, or ratings that are 0 and 1. Primary is the analysis with random readers
and cases; beside it, and labelled with what they generalise to: Obuchowski's clustered difference, Rao-Scott, GEE, McNemar.`;

/** `lectern analyze-binary FILE`: right and wrong decisions. */
export function analyzeBinaryCommand(): Command {
  const command = new Command('analyze-binary')
    .description('sensitivity and specificity of decisions: MRMC analysis, GEE, clustered and paired tests')
    .argument('<file>', 'the reads')
    .addOption(new Option('--metric <name>', 'one of the two alone').choices(['sensitivity', 'specificity']))
    .option('--threshold <x>', 'a rating >= X is positive', aNumber)
    .option('--columns <field=name,...>', `columns of a long table: ${FIELDS.join(', ')}`, pairs(FIELDS, asText));
  return addMethodOptions(command, ['delong', 'unbiased', 'jackknife'])
    .option('--json', 'print the result as JSON, in full precision')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: AnalyzeBinaryRequest & { json?: boolean }) => {
      const { runAnalyzeBinary } = await import('./run-analyze-binary.js');
      await runAnalyzeBinary(file, options);
    });
}
