import { Command, InvalidArgumentError } from 'commander';
import type { CohortRequest, HospitalName } from '@lectern/phantom';

interface Options {
  hospital: CohortRequest['hospitals'];
  cases: number;
  positive: number;
  seed: number;
  out: string;
}

/** `lectern phantom`: a cohort of the digital fetal brain as DICOM, with its reference standard. */
export function phantomCommand(): Command {
  return new Command('phantom')
    .description('examinations of the digital fetal brain as DICOM, with reference segmentations and reference.csv')
    .requiredOption('--hospital <names>', 'A, B or C; several joined by commas take turns', hospitalsOf)
    .requiredOption('--cases <number>', 'examinations', Number)
    .requiredOption('--positive <share>', 'share with a haemorrhage, 0 to 1', Number)
    .requiredOption('--seed <number>', 'whole number; the same one gives the same bytes', seedOf)
    .requiredOption('--out <folder>', 'new or empty folder')
    .action(async ({ hospital, cases, positive, seed, out }: Options) => {
      const { writePhantoms } = await import('@lectern/conduct');
      const request = { hospitals: hospital, cases, positiveFraction: positive, seed };
      await writePhantoms(request, out, (label, done, of) => process.stderr.write(`${label}  ${done}/${of}\n`));
      process.stdout.write(`${out}: ${cases} examinations with reference.csv\n`);
    });
}

function hospitalsOf(text: string): CohortRequest['hospitals'] {
  const names = text.split(',').map((name) => name.trim());
  const isHospital = (name: string): name is HospitalName => ['A', 'B', 'C'].includes(name);
  const [first, ...others] = names.filter(isHospital);
  if (!first || others.length + 1 !== names.length)
    throw new InvalidArgumentError('Hospitals are A, B and C, several joined by commas.');
  return [first, ...others];
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.');
  return seed;
}
