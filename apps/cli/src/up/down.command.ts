import { Command } from 'commander';
import { loadConfiguration } from '@lectern/conduct';
import { RunLock } from './run-lock.js';

/** `lectern down`: what runs on a data folder ends, also what a killed launcher left behind. */
export function downCommand(): Command {
  return new Command('down')
    .description('stop what runs on a data folder, leftovers of a killed launcher included')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .action(async (options: { data?: string }) => {
      const overrides = options.data ? { LECTERN_DATA_FOLDER: options.data } : {};
      const { dataFolder } = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
      await RunLock.end(dataFolder);
    });
}
