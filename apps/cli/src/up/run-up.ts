import { loadConfiguration } from '@lectern/conduct';
import { installationRoot } from '../installation-root.js';
import { type Addresses, type Installation, startInstallation } from './installation.js';

/** Everything on one machine, until Ctrl-C. */
export async function runUp(options: { data?: string; port?: string }): Promise<void> {
  const overrides = {
    ...(options.data && { LECTERN_DATA_FOLDER: options.data }),
    ...(options.port && { LECTERN_HTTP_PORT: options.port }),
  };
  const configuration = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const signal = askedToStop();
  try {
    const installation = await startInstallation({ configuration, root: installationRoot(), log, signal });
    await runUntil(signal, installation, log);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    log('Stopped before everything had started.');
  } finally {
    if (process.connected) process.disconnect();
  }
}

async function runUntil(signal: AbortSignal, installation: Installation, log: (line: string) => void): Promise<void> {
  announce(installation);
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve as () => void, { once: true }));
  log('Stopping ...');
  await installation.stop();
}

function announce({ url, firstLink, temporalUi, logFolder }: Addresses): void {
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
  if (process.connected) process.send?.({ kind: 'up', url, firstLink, temporalUi });
}

/**
 * Aborts at Ctrl-C, TERM, a closed terminal, or when a parent process that waited for us is gone. The signals stay caught: impatience must not leave
 * processes behind.
 */
function askedToStop(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.send) process.once('disconnect', stop);
  return controller.signal;
}
