import { Command } from 'commander';
import { wholeNumber } from '../terminal/options.js';

interface Options {
  model: string;
  cases: string;
  json?: boolean;
  threads: number;
  provider?: string[];
}

/** `lectern evaluate`: a model's standalone figures on examinations with a reference standard. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      "a model's sensitivity, specificity, areas, overlap and localisation on examinations with a reference standard",
    )
    .requiredOption('--model <folder>', 'model package')
    .requiredOption('--cases <folder>', 'one folder a case, reference.csv and reference/ with segmentations')
    .option('--json', 'everything as JSON, case by case')
    .option('--threads <number>', 'processor threads of the network', wholeNumber(1), 1)
    .option('--provider <names...>', 'execution providers of ONNX Runtime, in order of preference')
    .action(async ({ model, cases, json, threads, provider }: Options) => {
      const { evaluateFolder, evaluationLines } = await import('@lectern/conduct');
      const evaluation = await evaluateFolder({
        model,
        cases,
        threads,
        ...(provider ? { executionProviders: provider } : {}),
        onCase: (label, done, of) => process.stderr.write(`${label}  ${done}/${of}\n`),
      });
      process.stdout.write(`${json ? JSON.stringify(evaluation, null, 1) : evaluationLines(evaluation).join('\n')}\n`);
    });
}
