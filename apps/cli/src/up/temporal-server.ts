import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { SupervisedProcess } from './supervised-process.js';

export interface RunningTemporal {
  readonly address: string;
  readonly uiUrl: string;
  readonly process: SupervisedProcess;
}

const START_MILLIS = 30_000;

/** The Temporal server could not be found or did not answer. */
export class TemporalServerError extends Error {
  override readonly name = 'TemporalServerError';
}

/** Starts a local Temporal server on the data folder's SQLite file: waiting workflows go on where they were. */
export async function startTemporal(
  dataFolder: string,
  cacheFolder: string,
  logFolder: string,
): Promise<RunningTemporal> {
  const [port, uiPort] = [await freePort(), await freePort()];
  const folder = join(dataFolder, 'temporal');
  mkdirSync(folder, { recursive: true });
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--ui-port',
    `${uiPort}`,
    '--db-filename',
    join(folder, 'temporal.db'),
    '--log-level',
    'warn',
  ];
  const server = new SupervisedProcess('temporal', logFolder, () =>
    spawn(temporalBinary(cacheFolder), args, { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  server.start();
  await answering(port);
  return { address: `127.0.0.1:${port}`, uiUrl: `http://127.0.0.1:${uiPort}`, process: server };
}

/** On PATH, else where the set-up put it. */
function temporalBinary(cacheFolder: string): string {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'temporal'));
  const found = [...onPath, join(cacheFolder, 'temporal', '1.9.1', 'temporal')].find((path) => existsSync(path));
  if (!found)
    throw new TemporalServerError(
      'There is no Temporal server. Run `npm run setup`, or name a cluster in lectern.yaml (temporal.address).',
    );
  return found;
}

async function answering(port: number): Promise<void> {
  const end = Date.now() + START_MILLIS;
  while (!(await accepts(port))) {
    if (Date.now() > end)
      throw new TemporalServerError(`The Temporal server does not answer on port ${port}; see its log.`);
    await wait(100);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
