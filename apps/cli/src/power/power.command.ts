import { Command, Option } from 'commander';
import { addFigureOptions } from '../analyze/metric-options.js';
import { METRIC_NAMES } from '../analyze/metrics.js';
import { aNumber, collected, listOf, numberBetween, oneOf, pairs, wholeNumber } from '../terminal/options.js';
import type { PowerRequest } from './power-of-plan.js';

const COMPONENTS = ['treatmentReader', 'error', 'cov1', 'cov2', 'cov3', 'cases'] as const;
const PUBLISHED = [
  'area',
  'proportion',
  'positives',
  'negatives',
  'cases',
  'treatmentReader',
  'r1',
  'r2',
  'r3',
] as const;

const EXAMPLES = `
Examples:
  lectern power --pilot pilot.csv --effect 0.05 --readers 4,6,8 --cases 100,200,300
  lectern power --pilot froc.xlsx --metric wafroc --effect 0.05 --readers 5 --cases 100,200
  lectern power --pilot pilot.csv --metric sensitivity,specificity --threshold 3 --effect 0.08,0 --margin none,0.05 \\
      --readers 6,10 --cases 200,400 --correlation 0
  lectern power --components treatmentReader=0.0002,error=0.0008,cov1=0.00034,cov2=0.00034,cov3=0.00024,cases=114 \\
      --effect 0.05 --readers 5,8 --cases 100,200
  lectern power --published area=0.85,positives=50,negatives=50,treatmentReader=0.0002,r1=0.43,r2=0.43,r3=0.3 \\
      --effect 0.05 --readers 5,8 --cases 100,200

Two treatments, all readers reading all cases under both. Cases are all cases, in the proportion of positive ones of the source. Components of a
pilot study or publication are Obuchowski-Rockette's; --published has one reader's variance from an area (Hanley and McNeil) or a proportion,
correlations r1 (same reader), r2 (same treatment), r3 (neither). Several endpoints, by a list of metrics or by giving --components or
--published again, are co-primary: the power is to show all.`;

/** `lectern power`: readers by cases. */
export function powerCommand(): Command {
  const command = new Command('power')
    .description('power and numbers of cases of a planned study, readers by cases')
    .requiredOption('--readers <list>', 'numbers of readers, e.g. 4,6,8', listOf(wholeNumber(1)))
    .requiredOption('--cases <list>', 'numbers of cases, e.g. 100,200', listOf(wholeNumber(1)))
    .requiredOption('--effect <list>', 'true difference of the two treatments, of each endpoint', listOf(aNumber))
    .option('--margin <list>', 'of non-inferiority, of each endpoint; none: superiority', listOf(marginOrNone))
    .option('--pilot <file>', 'variance components from a pilot study, in any format that analyze reads')
    .option(
      '--metric <list>',
      `endpoints of the pilot study (default: auc): ${METRIC_NAMES.join(', ')}`,
      listOf(oneOf(METRIC_NAMES)),
    );
  return addFigureOptions(command)
    .addOption(
      new Option('--covariance <name>', 'how figures of the pilot study vary over cases (default: jackknife)').choices([
        'delong',
        'unbiased',
        'jackknife',
      ]),
    )
    .option('--components <name=value,...>', COMPONENTS.join(', '), collected(pairs(COMPONENTS, aNumber)))
    .option('--published <name=value,...>', PUBLISHED.join(', '), collected(pairs(PUBLISHED, aNumber)))
    .addOption(
      new Option('--analysis <name>', 'random (R) or fixed (F) readers and cases')
        .choices(['RRRC', 'FRRC', 'RRFC'])
        .default('RRRC'),
    )
    .option('--correlation <r>', 'of the endpoints’ test statistics (default: 0, which is safe)', numberBetween(-1, 1))
    .option('--target <power>', 'power for which cases are sought', numberBetween(0, 1), 0.8)
    .option('--alpha <a>', 'two-sided; non-inferiority is tested at half of it', numberBetween(0, 1), 0.05)
    .option('--json', 'print the result as JSON, in full precision')
    .addHelpText('after', EXAMPLES)
    .action(async (options: PowerRequest & { json?: boolean }) => {
      const { runPower } = await import('./run-power.js');
      await runPower(options);
    });
}

function marginOrNone(text: string): number | null {
  return text === 'none' ? null : positive(text);
}

const positive = numberBetween(0, Infinity);
