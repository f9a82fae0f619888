import { Command } from 'commander';
import { asText, numberBetween, pairs } from '../terminal/options.js';
import type { AnalyzeConfidenceRequest } from './analyze-confidence-file.js';

const FIELDS = ['reader', 'treatment', 'case', 'confidence', 'correct', 'decision', 'truth'] as const;

const EXAMPLES = `
Examples:
  lectern analyze-confidence reads.csv
  lectern analyze-confidence reads.csv --columns treatment=arm,confidence=certainty,decision=called_positive --json

Confidence is an ordered number, e.g. 1 to 5. Cumulative logit model with random readers and cases; readers' means by a paired t test. Where the
table says which answers were right (correct; or decision, also called positive, and truth), right and wrong answers are analysed apart.`;

/** `lectern analyze-confidence FILE`: confidence as an ordinal outcome. */
export function analyzeConfidenceCommand(): Command {
  return new Command('analyze-confidence')
    .description('confidence: ordinal mixed model (cumulative logit), reader-level t test')
    .argument('<file>', 'long table, one row a read')
    .option(
      '--columns <field=name,...>',
      `columns of the table: ${FIELDS.join(', ')} (default: these names, and modality or condition)`,
      pairs(FIELDS, asText),
    )
    .option('--alpha <a>', 'two-sided; intervals hold 1 - alpha', numberBetween(0, 1), 0.05)
    .option('--json', 'print the result as JSON, in full precision')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: AnalyzeConfidenceRequest & { json?: boolean }) => {
      const { runAnalyzeConfidence } = await import('./run-analyze-confidence.js');
      await runAnalyzeConfidence(file, options);
    });
}
