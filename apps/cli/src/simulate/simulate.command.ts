import { Command, Option } from 'commander';
import { aNumber, listOf, numberBetween, pairs, wholeNumber } from '../terminal/options.js';
import type { RoeMetzRequest } from './roe-metz-study.js';

const VARIANCES = ['reader', 'readerTreatment', 'case', 'caseTreatment', 'readerCase', 'error'] as const;

const EXAMPLES = `
Examples:
  lectern simulate roe-metz --structure HH --area 0.855 --readers 5 --negatives 50 --positives 50 --seed 1 > study.csv
  lectern simulate roe-metz --structure LL --area 0.7 --effect 0.05 --readers 6 --negatives 60 --positives 60 \\
      --design split-plot --groups 2 --seed 7 --out study.csv
  lectern simulate roe-metz --components reader=0.03,readerTreatment=0.03,case=0.3,caseTreatment=0.3,readerCase=0.2,error=0.2 \\
      --means 1.5,1.7 --b 0.8 --readers 4 --negatives 40 --positives 40 --seed 3

Structures: first letter high or low correlation between readings of one case, second high or low variance between readers (Roe and Metz 1997,
Table 1), both treatments alike unless --effect says otherwise. The same seed gives the same study, to the byte.`;

/** `lectern simulate`: studies to try methods on. */
export function simulateCommand(): Command {
  return new Command('simulate').description('simulated reader studies').addCommand(roeMetzCommand());
}

function roeMetzCommand(): Command {
  return new Command('roe-metz')
    .description('ratings of a reader study by the Roe-Metz model, as a long CSV')
    .addOption(new Option('--structure <name>', 'published variances').choices(['HH', 'HL', 'LH', 'LL']))
    .addOption(new Option('--area <a>', 'of --structure: area of the median reader').choices(['0.7', '0.855', '0.96']))
    .option('--components <name=value,...>', `own variances: ${VARIANCES.join(', ')}`, pairs(VARIANCES, aNumber))
    .option('--means <list>', 'of --components: mean rating of positive cases under each treatment', listOf(aNumber))
    .option(
      '--b <b>',
      'of --components: ratio of standard deviations, negative over positive cases (default: 1)',
      numberBetween(0, Infinity),
    )
    .option('--unequal <r>', 'unequal variances with this mean-to-sigma ratio, e.g. 4.5', numberBetween(0, Infinity))
    .option('--effect <d>', 'area of the second treatment minus that of the first, averaged over readers', aNumber)
    .requiredOption('--readers <n>', 'number of readers', wholeNumber(1))
    .requiredOption('--negatives <n>', 'number of negative cases', wholeNumber(1))
    .requiredOption('--positives <n>', 'number of positive cases', wholeNumber(1))
    .addOption(
      new Option('--design <name>', 'who reads what')
        .choices(['crossed', 'split-plot', 'unpaired-cases', 'unpaired-readers'])
        .default('crossed'),
    )
    .option('--groups <g>', 'of --design split-plot: groups of readers, each with cases of its own', wholeNumber(1))
    .requiredOption('--seed <n>', 'the same seed gives the same study', wholeNumber(0))
    .option('--out <file>', 'write to a file instead of the terminal')
    .addHelpText('after', EXAMPLES)
    .action(async ({ area, ...options }: Omit<RoeMetzRequest, 'area'> & { area?: string; out?: string }) => {
      const { runRoeMetz } = await import('./run-roe-metz.js');
      await runRoeMetz({ ...options, ...(area !== undefined && { area: Number(area) as 0.7 }) });
    });
}
