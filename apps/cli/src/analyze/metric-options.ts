import { InvalidArgumentError, Option, type Command } from 'commander';
import { aNumber, asText, numberBetween, pairs } from '../terminal/options.js';
import { METRIC_NAMES, METRICS, type PartialRange } from './metrics.js';

/** What figure of merit, and from which columns of the file: of `analyze` and of a pilot study of `power`. */
export function addFigureOptions(command: Command): Command {
  return command
    .option('--threshold <x>', 'of sensitivity and specificity: a rating >= X is positive', aNumber)
    .option('--at-specificity <y>', 'of sensitivity: where the ROC curve has this specificity', numberBetween(0, 1))
    .option(
      '--range <axis=from..to>',
      'of pauc: specificity=0.7..1 (area below the curve) or sensitivity=0.8..1 (to its right)',
      partialRange,
    )
    .option(
      '--columns <field=name,...>',
      `columns of a long table: ${RATING_FIELDS.join(', ')} (default: these names; also modality or condition, score, positive)`,
      pairs(RATING_FIELDS, asText),
    )
    .option('--truth <file>', 'of a long table of marks: the CSV of all cases and lesions (case,truth,lesion,weight)');
}

export const RATING_FIELDS = [
  'reader',
  'treatment',
  'case',
  'truth',
  'rating',
  'decision',
  'patient',
  'correct',
  'lesion',
] as const;

export const metricOption = (): Option =>
  new Option('--metric <name>', 'figure of merit').choices(METRIC_NAMES).default('auc');

export const METRIC_HELP = [
  'Figures of merit:',
  ...METRIC_NAMES.map((name) => `  ${name.padEnd(12)} ${METRICS[name]}`),
].join('\n');

function partialRange(text: string): PartialRange {
  const [, over, from, to] = /^(specificity|sensitivity)=([\d.]+)\.\.([\d.]+)$/.exec(text) ?? [];
  const [low, high] = [Number(from), Number(to)];
  if (over === undefined || !(low >= 0 && low < high && high <= 1))
    throw new InvalidArgumentError('It takes e.g. specificity=0.7..1 or sensitivity=0.8..1, within 0 and 1.');
  return { over: over as PartialRange['over'], from: low, to: high };
}
