import { Client, type Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { encryptedData } from '@lectern/conduct';
import { activitiesOf } from '../../../libs/conduct/testing/test-activities.js';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { bundledWorkflows, timeSkippingEnvironment } from '../../../libs/workflows/testing/time-skipping.js';
import { Relay } from '../src/relay.js';
import { createWorkers } from '../src/workers.js';

const key = { id: 'test-key', bytes: new Uint8Array(32).fill(7) };
const encrypted = encryptedData({ current: () => key, find: async () => key });

/** Mail as it left. */
export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The whole server side in one process: the real record, Temporal's time-skipping server, the real workers and relay; its clock stands until it is moved. */
export interface ConductedWorld extends TestInstallation {
  readonly mail: SentMail[];
  /** Lets so many days pass for everybody at once, the conductor too. What it does then, it does soon: see `until`. */
  pass(days: number): Promise<void>;
  /** Waits until the conductor has been told of everything. */
  settled(): Promise<void>;
}

export async function startConductedWorld(): Promise<ConductedWorld> {
  const environment = await timeSkippingEnvironment();
  const installation = await startTestInstallation();
  const { clock } = installation;
  clock.advance({ seconds: Math.ceil(((await environment.currentTimeMs()) - clock.now().getTime()) / 1000) });
  const { mail, settled, stop, relay } = await startConductor(installation, environment);
  await relay();
  return {
    ...installation,
    mail,
    settled,
    pass: async (days) => {
      clock.advance({ days });
      const behind = clock.now().getTime() - (await environment.currentTimeMs());
      if (behind > 0) await environment.sleep(behind);
    },
    close: async () => {
      await stop();
      await environment.teardown();
      await installation.close();
    },
  };
}

/** The workers and the relay of an installation, and what they sent. */
export interface Conductor {
  readonly client: Client;
  readonly mail: SentMail[];
  /** Brings nudges from here on; those that wait first. */
  relay(): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface TemporalConnections {
  readonly connection: Connection;
  readonly nativeConnection: NativeConnection;
  /** The namespace knows the search attributes; the time-skipping server has none. */
  readonly searchable?: boolean;
  /** How payloads are written; left out, encrypted as in every installation. */
  readonly dataConverter?: DataConverter;
}

export async function startConductor(
  installation: TestInstallation,
  { connection, nativeConnection, searchable = false, dataConverter = encrypted }: TemporalConnections,
): Promise<Conductor> {
  const { records } = installation;
  const mail: SentMail[] = [];
  const activities = activitiesOf(installation, {
    mailer: { send: async (message) => void mail.push(message) },
    publicUrl: 'https://lectern.test',
  });
  const workflowBundle = bundledWorkflows();
  const workers = await createWorkers({
    ...{ connection: nativeConnection, namespace: 'default', workflowBundle, activities, dataConverter },
  });
  const client = new Client({ connection, dataConverter });
  const relay = new Relay(records.relay, client, { log: () => undefined, searchable });
  const running = workers.map((worker) => worker.run());
  let unsubscribe = (): void => undefined;
  return {
    client,
    mail,
    relay: async () => {
      running.push(relay.run());
      unsubscribe = await records.changes.onOutbox(() => relay.nudged());
    },
    settled: () => until(async () => (await records.relay.undelivered()) === 0),
    stop: async () => {
      unsubscribe();
      relay.stop();
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
    },
  };
}

/** @throws Error after two minutes: a machine may be busy */
export async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await is())) {
    if (Date.now() > end) throw new Error('waited two minutes in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
