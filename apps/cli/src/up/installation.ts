import { fork } from 'node:child_process';
import { join } from 'node:path';
import { environmentOf } from '@lectern/conduct';
import type { Configuration } from '@lectern/contracts';
import { applyMigrations } from '@lectern/records';
import { type RunningRecord, startEmbeddedRecord } from './embedded-record.js';
import { freePort } from './free-port.js';
import { RunLock } from './run-lock.js';
import { SupervisedProcess } from './supervised-process.js';
import { type RunningTemporal, startTemporal } from './temporal-server.js';

export interface Installation {
  readonly url: string;
  /** Address of Temporal's web UI, where the server is ours. */
  readonly temporalUi: string | null;
  /** One-time link of the first user; null where there is one already. */
  readonly firstLink: string | null;
  readonly logFolder: string;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  readonly configuration: Configuration;
  /** The folder that holds apps, prisma and models. */
  readonly root: string;
  readonly log: (line: string) => void;
}

/** What a child process tells the launcher. */
type ChildMessage =
  | { readonly kind: 'ready'; readonly firstToken?: string | null }
  | { readonly kind: 'failed'; readonly message: string };

/** Starts everything that one machine needs, in order, and keeps it running: record, conductor, workers, server. */
export async function startInstallation({ configuration, root, log }: InstallationOptions): Promise<Installation> {
  const { dataFolder } = configuration;
  const logFolder = join(dataFolder, 'logs');
  const lock = await RunLock.take(dataFolder);
  const started: { stop(): Promise<unknown> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part.stop();
    lock.release();
  };
  try {
    const [record, temporal] = await Promise.all([
      startRecord(configuration, log),
      startConductor(configuration, root, logFolder),
    ]);
    if (record) started.push(record);
    if (temporal) started.push(temporal.process);
    const url = configuration.database.url ?? (record as RunningRecord).url;
    await applyMigrations(url, join(root, 'prisma', 'migrations'));

    const port = configuration.http.port || (await freePort(configuration.http.host));
    const environment = environmentOf({
      ...configuration,
      http: { ...configuration.http, port },
      database: { url },
      temporal: { ...configuration.temporal, address: configuration.temporal.address ?? temporal?.address },
    });
    const worker = await startChild('worker', root, environment, logFolder, log);
    started.push(worker.process);
    const api = await startChild('api', root, environment, logFolder, log);
    started.push(api.process);
    const note = (): void =>
      lock.note({ worker: worker.process.pid, api: api.process.pid, temporal: temporal?.process.pid });
    note();
    const noting = setInterval(note, 500);
    noting.unref();
    started.push({ stop: async () => clearInterval(noting) });

    const address = configuration.http.publicUrl ?? `http://${configuration.http.host}:${port}`;
    const { firstToken } = api;
    return {
      url: address,
      temporalUi: temporal?.uiUrl ?? null,
      firstLink: firstToken ? `${address}/sign-in#token=${firstToken}` : null,
      logFolder,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startRecord(
  { database, dataFolder }: Configuration,
  log: (line: string) => void,
): Promise<RunningRecord | null> {
  if (database.url) return null;
  const lines: string[] = [];
  return startEmbeddedRecord(dataFolder, (line) => lines.push(line)).catch((error: unknown) => {
    log(lines.slice(-20).join('\n'));
    throw new Error(`The embedded PostgreSQL did not start: ${String(error)}`);
  });
}

async function startConductor(
  { temporal, dataFolder }: Configuration,
  root: string,
  logFolder: string,
): Promise<RunningTemporal | null> {
  return temporal.address ? null : startTemporal(dataFolder, join(root, '.lectern', 'cache'), logFolder);
}

/** Starts an application and waits until it says that it is ready. `dataFolder` stands in its arguments, by which a leftover is recognised. */
function startChild(
  name: 'api' | 'worker',
  root: string,
  environment: Record<string, string>,
  logFolder: string,
  log: (line: string) => void,
) {
  const dataFolder = environment.LECTERN_DATA_FOLDER as string;
  const script = join(root, 'apps', name, 'dist', 'main.js');
  return new Promise<{ process: SupervisedProcess; firstToken: string | null }>((resolve, reject) => {
    const child = new SupervisedProcess(
      name,
      logFolder,
      () =>
        fork(script, ['--data', dataFolder], {
          env: { ...process.env, ...environment },
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        }),
      (message) => {
        const said = message as ChildMessage;
        if (said.kind === 'ready') resolve({ process: child, firstToken: said.firstToken ?? null });
        else
          void child
            .stop()
            .then(() => reject(new Error(`${name}: ${said.message} (see ${join(logFolder, `${name}.log`)})`)));
      },
      (restarted, code) => log(`${restarted} ended unasked (${code ?? 'killed'}) and is started again`),
    );
    child.start();
  });
}
