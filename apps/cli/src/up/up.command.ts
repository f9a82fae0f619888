import { Command } from 'commander';
import { loadConfiguration } from '@lectern/conduct';
import { installationRoot } from '../installation-root.js';
import { type Installation, startInstallation } from './installation.js';

/** `lectern up`: everything on one machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description('start Lectern on this machine: record, conductor, workers and server')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .option('--port <port>', 'port of the web application (default: any free one)')
    .action(async (options: { data?: string; port?: string }) => {
      const overrides = {
        ...(options.data && { LECTERN_DATA_FOLDER: options.data }),
        ...(options.port && { LECTERN_HTTP_PORT: options.port }),
      };
      const configuration = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      const installation = await startInstallation({ configuration, root: installationRoot(), log });
      announce(installation);
      await untilStopped();
      log('Stopping ...');
      await installation.stop();
    });
}

function announce({ url, firstLink, temporalUi, logFolder }: Installation): void {
  const lines = [
    `Lectern           ${url}`,
    ...(temporalUi ? [`Temporal Web UI   ${temporalUi}`] : []),
    `Logs              ${logFolder}`,
    ...(firstLink
      ? ['', 'There is no user yet. This link works once and makes you the administrator:', `  ${firstLink}`]
      : []),
    '',
    'Ctrl-C stops everything.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.send?.({ kind: 'up', url, firstLink, temporalUi });
}

/** Resolves at the first Ctrl-C or TERM, or when a parent process that waited for us is gone. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (process.send) process.once('disconnect', () => resolve());
  });
}
