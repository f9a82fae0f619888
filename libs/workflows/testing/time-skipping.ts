import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, type LogLevel, Runtime, Worker } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { taskQueues } from '../src/task-queues.js';

const installed = join(import.meta.dirname, '../../../.lectern/cache/temporal-test-server/1.40.0/temporal-test-server');

/** Temporal's test server, in which weeks pass at once; where the set-up has none, the SDK downloads its own. */
export function timeSkippingEnvironment(say: LogLevel = 'ERROR'): Promise<TestWorkflowEnvironment> {
  installRuntime(say);
  return TestWorkflowEnvironment.createTimeSkipping(
    existsSync(installed) ? { server: { executable: { type: 'existing-path', path: installed } } } : undefined,
  );
}

const root = join(import.meta.dirname, '../../..');
const failureConverter = join(import.meta.dirname, '../failure-converter.cjs');

/** The workflows' code as workers take it, or that of a file of this folder; made once for as long as no room that it may hold changes. */
export function bundledWorkflows(file = '../src/workflows.ts'): { codePath: string } {
  const folder = join(root, '.lectern/cache/test-bundles');
  const codePath = join(folder, `${basename(file, '.ts')}-${hashOfSources()}.js`);
  if (!existsSync(codePath)) {
    mkdirSync(folder, { recursive: true });
    const script = [join(import.meta.dirname, 'bundle.ts'), join(import.meta.dirname, file), failureConverter];
    const beginning = `${codePath}.${process.pid}`;
    execFileSync(process.execPath, ['--import', join(root, 'tools/register.mjs'), ...script, beginning], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    renameSync(beginning, codePath);
  }
  return { codePath };
}

/** Over the rooms that a bundle may hold. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['workflows/src', 'workflows/testing', 'contracts/src', 'reading/src', 'evidence/src'])
    for (const name of readdirSync(join(root, 'libs', folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.spec)\.ts$/.test(name)) hash.update(name).update(readFileSync(join(root, 'libs', folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Only what is wrong is told. Once a process, before anything of Temporal is made. */
export function quietRuntime(): void {
  installRuntime('ERROR');
}

/** Tells on the standard error stream what is of this level or above. */
function installRuntime(level: LogLevel): void {
  const logger = new DefaultLogger(level, ({ message, meta }) => {
    process.stderr.write(`${level} ${message} ${JSON.stringify(meta ?? {})}\n`);
  });
  Runtime.install({ logger });
}

/** Runs `act` with workers of every task queue over the given activities. */
export async function withWorkers<T>(
  environment: TestWorkflowEnvironment,
  activities: object,
  act: () => Promise<T>,
  dataConverter?: DataConverter,
): Promise<T> {
  const workflowBundle = bundledWorkflows();
  const workers = await Promise.all(
    Object.values(taskQueues).map((taskQueue) =>
      Worker.create({ connection: environment.nativeConnection, taskQueue, workflowBundle, activities, dataConverter }),
    ),
  );
  const running = workers.map((worker) => worker.run());
  try {
    return await act();
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
  }
}
