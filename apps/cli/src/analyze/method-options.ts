import { Option, type Command } from 'commander';
import { numberBetween } from '../terminal/options.js';

/** How readers and cases are generalised from: of every MRMC analysis. */
export function addMethodOptions(command: Command, covariances: readonly string[]): Command {
  return command
    .addOption(
      new Option('--method <name>', 'or: Obuchowski-Rockette, Hillis degrees of freedom; ustat: U-statistics (iMRMC)')
        .choices(['or', 'ustat'])
        .default('or'),
    )
    .addOption(
      new Option(
        '--covariance <name>',
        'how figures vary over cases, of --method or (default: delong; jackknife where the figure is no mean of placements)',
      ).choices(covariances),
    )
    .addOption(
      new Option(
        '--weighting <name>',
        'of --method ustat, readers of unequal numbers of cases: pairs of cases alike, or readers alike (default: pairs)',
      ).choices(['pairs', 'readers']),
    )
    .option('--alpha <a>', 'two-sided; intervals hold 1 - alpha', numberBetween(0, 1), 0.05);
}
