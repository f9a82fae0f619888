import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities, encryptedData, loadConfiguration, openInstallation, payloadKeys } from '@lectern/conduct';
import type { Configuration } from '@lectern/contracts';
import { Relay } from './relay.js';
import { ensureSchedules } from './schedules.js';
import { registerSearchAttributes } from './search-attributes.js';
import { workflowCode } from './workflow-code.js';
import { createWorkers } from './workers.js';

const log = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);

/** What being asked to stop does: before the work begins there is nothing to finish. */
let stop = (): void => process.exit(0);

async function main(): Promise<void> {
  process.once('SIGTERM', () => stop());
  process.once('disconnect', () => stop()); // the launcher is gone, however it went
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const configuration = loadConfiguration(process.cwd(), process.env);
  const installation = await openInstallation(configuration);
  const activities = createActivities({ ...installation, modelsFolder: configuration.modelsFolder });
  const dataConverter = encryptedData(await payloadKeys(configuration));
  const workflowBundle = await workflowCode(dataConverter.failureConverterPath);
  const { temporal } = configuration;
  const connectionOptions = { address: temporal.address, apiKey: temporal.apiKey, tls: temporal.tls || undefined };
  const connection = await connected(() => NativeConnection.connect(connectionOptions), temporal);
  const { namespace } = temporal;
  const client = new Client({ connection: await Connection.connect(connectionOptions), namespace, dataConverter });

  await ensureSchedules(client);
  const searchable = await registerSearchAttributes(client, namespace, log);
  const workers = await createWorkers({ connection, namespace, workflowBundle, activities, dataConverter });
  const relay = new Relay(installation.records.relay, client, { log, searchable });
  const unsubscribe = await installation.records.changes.onOutbox(() => relay.nudged());

  const running = [relay.run(), ...workers.map((worker) => worker.run())];
  stop = () => {
    relay.stop();
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.send?.({ kind: 'ready' });
  await Promise.all(running);
  unsubscribe();
  await connection.close();
  await installation.close();
}

/** Waits for Temporal to answer: a cluster may start after its workers. */
async function connected(
  connect: () => Promise<NativeConnection>,
  { address }: Configuration['temporal'],
): Promise<NativeConnection> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connect();
    } catch (error) {
      if (attempt === 0)
        log(`Waiting for Temporal at ${address}: ${error instanceof Error ? error.message : String(error)}`);
      await wait(Math.min(500 * 2 ** attempt, 10_000));
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.send?.({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
