import { Command } from 'commander';
import { wholeNumber } from '../terminal/options.js';
import type { AnalyzeRequest } from './analyze-file.js';
import { addMethodOptions } from './method-options.js';
import { addFigureOptions, METRIC_HELP, metricOption } from './metric-options.js';

const EXAMPLES = `
${METRIC_HELP}

Examples:
  lectern analyze study.csv
  lectern analyze study.csv --metric sensitivity --threshold 3 --json
  lectern analyze study.imrmc --method ustat
  lectern analyze froc.xlsx --metric wafroc --covariance jackknife
  lectern analyze scores.csv --columns reader=who,treatment=arm,rating=score
  lectern analyze reads.csv --columns rating=answer_likelihood      (reads.csv as a study of Lectern exports it)

Files: long CSV (one row a read), iMRMC (.imrmc), RJafroc (.xlsx), LABMRMC (.lrc). Differences are a minus b, treatments in the file's order.
What the data do not determine is printed as "not estimable: reason", and is null with its reason in JSON.`;

/** `lectern analyze FILE`: multi-reader multi-case analysis of a figure of merit. */
export function analyzeCommand(): Command {
  const command = new Command('analyze')
    .description('multi-reader multi-case (MRMC) analysis of a reader study in a file')
    .argument('<file>', 'the reads')
    .addOption(metricOption());
  return addMethodOptions(addFigureOptions(command), ['delong', 'unbiased', 'jackknife', 'bootstrap'])
    .option('--seed <n>', 'of --covariance bootstrap', wholeNumber(0))
    .option('--replicates <n>', 'of --covariance bootstrap (default: 2000)', wholeNumber(2))
    .option('--json', 'print the result as JSON, in full precision')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: AnalyzeRequest & { json?: boolean }) => {
      const { runAnalyze } = await import('./run-analyze.js');
      await runAnalyze(file, options);
    });
}
