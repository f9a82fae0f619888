import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createActivities, encryptedData } from '@lectern/conduct';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { bundledWorkflows, timeSkippingEnvironment } from '../../../libs/workflows/testing/time-skipping.js';
import { Relay } from '../src/relay.js';
import { createWorkers } from '../src/workers.js';

const key = { id: 'test-key', bytes: new Uint8Array(32).fill(7) };
export const dataConverter = encryptedData({ current: () => key, find: async () => key });

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
  const { clock, records } = installation;
  const mail: SentMail[] = [];
  clock.advance({ seconds: Math.ceil(((await environment.currentTimeMs()) - clock.now().getTime()) / 1000) });
  const activities = createActivities({
    ...installation,
    modelsFolder: '/nowhere',
    deidentificationKey: new Uint8Array(32),
    software: { name: 'Lectern', version: 'test' },
    mailer: { send: async (message) => void mail.push(message) },
    publicUrl: 'https://lectern.test',
  });
  const { workers, running } = await startWorkers(environment, activities);
  const client = new Client({ connection: environment.connection, dataConverter });
  const relay = new Relay(records.relay, client, () => undefined);
  const relaying = relay.run();
  const unsubscribe = await records.changes.onOutbox(() => relay.nudged());

  const settled = (): Promise<void> => until(async () => (await records.relay.undelivered()) === 0);
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
      unsubscribe();
      relay.stop();
      for (const worker of workers) worker.shutdown();
      await Promise.all([relaying, ...running]);
      await environment.teardown();
      await installation.close();
    },
  };
}

async function startWorkers(
  { nativeConnection }: TestWorkflowEnvironment,
  activities: object,
): Promise<{ workers: Worker[]; running: Promise<void>[] }> {
  const workflowBundle = bundledWorkflows();
  const workers = await createWorkers({
    ...{ connection: nativeConnection, namespace: 'default', workflowBundle, activities, dataConverter },
  });
  return { workers, running: workers.map((worker) => worker.run()) };
}

/** @throws Error after half a minute */
export async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await is())) {
    if (Date.now() > end) throw new Error('waited half a minute in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
