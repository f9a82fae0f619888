import { Command } from 'commander';

/** `lectern up`: everything on one machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description('start Lectern on this machine: record, conductor, workers and server')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .option('--port <port>', 'port of the web application (default: any free one)')
    .action(async (options: { data?: string; port?: string }) => {
      const { runUp } = await import('./run-up.js');
      await runUp(options);
    });
}
