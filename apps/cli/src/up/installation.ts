import { join } from 'node:path';
import { environmentOf } from '@lectern/conduct';
import type { Configuration } from '@lectern/contracts';
import { startApplication } from './application.js';
import { startEmbeddedRecord } from './embedded-record.js';
import { freePort } from './free-port.js';
import { prepareRecord } from './prepared-record.js';
import { ProcessGroup } from './process-group.js';
import { RunLock } from './run-lock.js';
import { startTemporal } from './temporal-server.js';

/** What is told of a running installation. */
export interface Addresses {
  readonly url: string;
  /** Address of Temporal's web UI, where the server is ours. */
  readonly temporalUi: string | null;
  /** One-time link of the first user; null where there is one already. */
  readonly firstLink: string | null;
  readonly logFolder: string;
}

export interface Installation extends Addresses {
  stop(): Promise<void>;
}

export interface InstallationOptions {
  readonly configuration: Configuration;
  /** The folder that holds apps, prisma and models. */
  readonly root: string;
  readonly log: (line: string) => void;
  /** Breaks the start off; what was started by then is stopped. */
  readonly signal?: AbortSignal;
  /** Where the applications find the record and the conductor, if not at their own addresses: something stands between. */
  readonly between?: Between;
  /** Longest wait before a process that ended unasked is started again (milliseconds). */
  readonly longestDelayMillis?: number;
}

export interface Between {
  record(url: string): Promise<string>;
  conductor(address: string): Promise<string>;
}

/** Starts everything that one machine needs, in order, and keeps it running: record, conductor, workers, server. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { configuration, log, longestDelayMillis } = options;
  const logFolder = join(configuration.dataFolder, 'logs');
  const processes = new ProcessGroup(await RunLock.take(configuration.dataFolder), {
    logFolder,
    log,
    longestDelayMillis,
  });
  try {
    return { ...(await startAll(options, logFolder, processes)), stop: () => processes.stop() };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function startAll(
  { configuration, root, signal, between }: InstallationOptions,
  logFolder: string,
  { supervise }: ProcessGroup,
): Promise<Addresses> {
  const { dataFolder, database, http, temporal } = configuration;
  const cacheFolder = join(root, '.lectern', 'cache');
  const [ownerUrl, conductor] = await bothEnded(
    database.url ?? startEmbeddedRecord(dataFolder, supervise, signal),
    temporal.address ? null : startTemporal({ dataFolder, cacheFolder, supervise, signal }),
  );
  const { applicationUrl } = database;
  const url = await prepareRecord({ ownerUrl, applicationUrl }, { root, dataFolder });

  const address = temporal.address ?? conductor?.address;
  const port = http.port || (await freePort(http.host));
  const environment = environmentOf({
    ...configuration,
    http: { ...http, port },
    database: { url: between ? await between.record(url) : url },
    temporal: {
      ...temporal,
      address: between && address ? await between.conductor(address) : address,
      uiOrigin: temporal.uiOrigin ?? conductor?.uiUrl,
    },
  });
  const application = { root, environment, logFolder, supervise, signal };
  await startApplication('worker', application);
  const firstToken = await startApplication('api', application);
  const publicUrl = http.publicUrl ?? `http://${http.host}:${port}`;
  return {
    url: publicUrl,
    temporalUi: conductor?.uiUrl ?? null,
    firstLink: firstToken ? `${publicUrl}/sign-in#token=${firstToken}` : null,
    logFolder,
  };
}

/** As `Promise.all`, but a failure waits for the other's end: what it started is known then, and can be stopped. */
async function bothEnded<A, B>(first: A | Promise<A>, second: B | Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}
