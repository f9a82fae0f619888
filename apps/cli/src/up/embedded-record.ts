import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { keptPassword } from './kept-password.js';
import { freePort } from './free-port.js';
import { makeCluster, postgresBinary } from './postgres-package.js';
import type { Supervise } from './process-group.js';
import { untilAnswers } from './until-answers.js';

const USER = 'lectern';
const DATABASE = 'lectern';
/** After a crash PostgreSQL replays its log before it answers. */
const START_MILLIS = 60_000;

/** Starts the embedded PostgreSQL of a data folder, made on the first start. @returns its address */
export async function startEmbeddedRecord(
  dataFolder: string,
  supervise: Supervise,
  signal: AbortSignal | undefined,
): Promise<string> {
  const folder = clusterFolder(dataFolder);
  const password = keptPassword(dataFolder, 'postgres-password');
  await madeCluster(folder, password);
  const [binary, port] = [await postgresBinary(), await freePort()];
  const { uid, gid } = statSync(folder);
  const flags = ['-D', folder, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'shared_buffers=128MB'];
  supervise(
    {
      name: 'postgres',
      spawn: () =>
        spawn(binary, [...flags, '-c', 'unix_socket_directories='], {
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
          ...(isRoot() && { uid, gid }),
        }),
      stopSignal: 'SIGINT', // its fast shutdown: does not wait for clients
    },
    folder,
  );
  const server = `postgresql://${USER}:${password}@127.0.0.1:${port}`;
  await untilAnswers(() => ensureDatabase(`${server}/postgres`), START_MILLIS, signal);
  return `${server}/${DATABASE}`;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** A cluster is made beside its place and moved there whole: one that a killed launcher began is begun again. */
async function madeCluster(folder: string, password: string): Promise<void> {
  if (existsSync(folder)) return;
  const beginning = `${folder}.new`;
  rmSync(beginning, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }); // its initdb may be at work still
  mkdirSync(dirname(folder), { recursive: true });
  const lines: string[] = [];
  await makeCluster({ folder: beginning, user: USER, password, log: (line) => lines.push(line) }).catch((error) => {
    throw new Error(`PostgreSQL's cluster could not be made: ${String(error)}\n${lines.slice(-20).join('\n')}`);
  });
  renameSync(beginning, folder);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL runs as user `postgres` for root, who must be able to reach its files. */
function clusterFolder(dataFolder: string): string {
  const inside = join(dataFolder, 'postgres');
  if (!isRoot() || isReachableByOthers(dataFolder)) return inside;
  return join('/var/lib', `lectern-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`, 'postgres');
}

function isReachableByOthers(folder: string): boolean {
  if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isReachableByOthers(dirname(folder));
}
