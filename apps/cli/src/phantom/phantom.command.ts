import { Command, InvalidArgumentError } from 'commander';
import type { HospitalName } from '@lectern/phantom';
import { aNumber, listOf, oneOf, wholeNumber } from '../terminal/options.js';

interface Options {
  hospital: HospitalName[];
  cases: number;
  positive: number;
  seed: number;
  out: string;
}

const EXAMPLES = `
Examples:
  lectern phantom --hospital A --cases 40 --positive 0.3 --seed 1 --out cases
  lectern phantom --hospital B,C --cases 10 --positive 0.5 --seed 2 --out more`;

/** `lectern phantom`: a cohort of the digital fetal brain as DICOM, with its reference standard. */
export function phantomCommand(): Command {
  return new Command('phantom')
    .description('examinations of the digital fetal brain as DICOM, with reference segmentations and reference.csv')
    .requiredOption('--hospital <names>', 'A, B or C; several take turns', listOf(oneOf(['A', 'B', 'C'])))
    .requiredOption('--cases <number>', 'examinations', wholeNumber(1))
    .requiredOption('--positive <share>', 'share with a haemorrhage, 0 to 1', share)
    .requiredOption('--seed <number>', 'the same one gives the same bytes', wholeNumber(0))
    .requiredOption('--out <folder>', 'new or empty folder')
    .addHelpText('after', EXAMPLES)
    .action(async ({ hospital: [first = 'A', ...others], cases, positive, seed, out }: Options) => {
      const { writePhantoms } = await import('@lectern/conduct');
      const request = { hospitals: [first, ...others] as const, cases, positiveFraction: positive, seed };
      await writePhantoms(request, out, (label, done, of) => process.stderr.write(`${label}  ${done}/${of}\n`));
      process.stdout.write(`${out}: ${cases} examinations with reference.csv\n`);
    });
}

function share(text: string): number {
  const value = aNumber(text);
  if (value < 0 || value > 1) throw new InvalidArgumentError('It takes a share from 0 to 1.');
  return value;
}
