import { Command } from 'commander';

/** `lectern down`: what runs on a data folder ends, also what a killed launcher left behind. */
export function downCommand(): Command {
  return new Command('down')
    .description('stop what runs on a data folder, leftovers of a killed launcher included')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .action(async (options: { data?: string }) => {
      const { runDown } = await import('./run-down.js');
      await runDown(options);
    });
}
