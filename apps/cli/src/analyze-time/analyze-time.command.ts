import { Command } from 'commander';
import { asText, listOf, numberBetween, oneOf, pairs } from '../terminal/options.js';
import type { AnalyzeTimeRequest } from './analyze-time-file.js';

const FIELDS = ['reader', 'treatment', 'case', 'seconds', 'period', 'truth'] as const;
const RANDOM = ['reader', 'case', 'reader:treatment', 'reader:case'] as const;

const EXAMPLES = `
Examples:
  lectern analyze-time times.csv
  lectern analyze-time times.csv --columns treatment=arm,seconds=duration --json
  lectern analyze-time reads.csv --columns seconds=active_seconds --also elapsed_seconds --adjust-truth
  lectern analyze-time times.csv --random reader,case --no-period

Log seconds on treatment (against the first of the file), period where the file has it, and truth with --adjust-truth; crossed random
effects; REML, Satterthwaite degrees of freedom. Ratios are a over b, treatments in the file's order.`;

/** `lectern analyze-time FILE`: reading times by a linear mixed model. */
export function analyzeTimeCommand(): Command {
  return new Command('analyze-time')
    .description('reading times: linear mixed model of log seconds, ratios of geometric means')
    .argument('<file>', 'long table, one row a read')
    .option(
      '--columns <field=name,...>',
      `columns of the table: ${FIELDS.join(', ')} (default: these names, and modality or condition)`,
      pairs(FIELDS, asText),
    )
    .option(
      '--random <terms>',
      `random effects out of ${RANDOM.join(', ')} (default: reader,case,reader:treatment)`,
      listOf(oneOf(RANDOM)),
    )
    .option('--no-period', 'leave the column period out of the model')
    .option('--adjust-truth', 'put the column truth into the model')
    .option(
      '--also <columns>',
      'further columns of seconds, analysed beside the first (other rules of time)',
      listOf(asText),
    )
    .option('--alpha <a>', 'two-sided; intervals hold 1 - alpha', numberBetween(0, 1), 0.05)
    .option('--json', 'print the result as JSON, in full precision')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: AnalyzeTimeRequest & { json?: boolean }) => {
      const { runAnalyzeTime } = await import('./run-analyze-time.js');
      await runAnalyzeTime(file, options);
    });
}
