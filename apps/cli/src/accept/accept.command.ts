import { Command } from 'commander';
import type { AcceptanceTarget } from './run-accept.js';

const NOTES = `
Whoever looks at contact sheets accepts cases on the page of the study. This is for cases at which nobody needs to look, such as those that a program made:
the reason stands in the record of the study.`;

/** `lectern accept`: cases that wait for a look are accepted with a reason. */
export function acceptCommand(): Command {
  return new Command('accept')
    .description('accept cases of a study with a reason, without a look at their contact sheets')
    .argument('[labels...]', 'labels of the cases (default: all that wait for a look)')
    .requiredOption('--study <id>', 'id of the study, as in its address')
    .requiredOption('--server <url>', 'address of the server')
    .requiredOption('--reason <text>', 'why nobody looks at them')
    .option('--token <token>', 'token of yours, made under your account (default: LECTERN_TOKEN)')
    .addHelpText('after', NOTES)
    .action(async (labels: string[], options: AcceptanceTarget) => {
      const { runAccept } = await import('./run-accept.js');
      await runAccept(labels, options);
    });
}
