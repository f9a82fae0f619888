import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.js';
import type { Supervise } from './process-group.js';
import { untilAnswers } from './until-answers.js';

export interface RunningTemporal {
  readonly address: string;
  readonly uiUrl: string;
}

export interface TemporalOptions {
  readonly dataFolder: string;
  readonly cacheFolder: string;
  readonly supervise: Supervise;
  readonly signal: AbortSignal | undefined;
}

const START_MILLIS = 30_000;

/** The Temporal server could not be found or did not answer. */
export class TemporalServerError extends Error {
  override readonly name = 'TemporalServerError';
}

/** Starts a local Temporal server on the data folder's SQLite file: waiting workflows go on where they were. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { dataFolder, cacheFolder, supervise, signal } = options;
  const binary = temporalBinary(cacheFolder);
  const [port, uiPort] = [await freePort(), await freePort()];
  const folder = join(dataFolder, 'temporal');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'temporal.db');
  const ports = ['--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${uiPort}`];
  const args = ['server', 'start-dev', ...ports, '--db-filename', file, '--log-level', 'warn'];
  const start = () => spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  supervise({ name: 'temporal', spawn: start }, file);
  await untilAnswers(() => accepted(port), START_MILLIS, signal).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new TemporalServerError(`The Temporal server does not answer; see its log. ${String(error)}`);
  });
  return { address: `127.0.0.1:${port}`, uiUrl: `http://127.0.0.1:${uiPort}` };
}

/** On PATH, else where the set-up put it. */
export function temporalBinary(cacheFolder: string): string {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'temporal'));
  const found = [...onPath, join(cacheFolder, 'temporal', '1.9.1', 'temporal')].find((path) => existsSync(path));
  if (!found)
    throw new TemporalServerError(
      'There is no Temporal server. Run `npm run setup`, or name a cluster in lectern.yaml (temporal.address).',
    );
  return found;
}

function accepted(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
