import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { freePort } from '../../apps/cli/src/up/free-port.js';
import { temporalBinary } from '../../apps/cli/src/up/temporal-server.js';
import { until } from './launcher.js';

const cacheFolder = fileURLToPath(new URL('../../.lectern/cache', import.meta.url));

/** Temporal's development server on one file and one port, to be killed and started again. */
export class TemporalProcess {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly file: string,
    private readonly port: number,
  ) {}

  static async on(folder: string): Promise<TemporalProcess> {
    const server = new TemporalProcess(join(folder, 'temporal.db'), await freePort());
    await server.start();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** @returns when the namespace of the studies answers */
  async start(): Promise<void> {
    const where = ['--ip', '127.0.0.1', '--port', `${this.port}`, '--headless', '--db-filename', this.file];
    this.child = spawn(temporalBinary(cacheFolder), ['server', 'start-dev', ...where, '--log-level', 'never'], {
      stdio: 'ignore',
    });
    await until('Temporal answers', () => this.answers());
  }

  /** As the kernel does it to a process that takes too much memory. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async answers(): Promise<boolean> {
    try {
      const connection = await Connection.connect({ address: this.address, connectTimeout: '1 second' });
      await connection.workflowService.describeNamespace({ namespace: 'default' }).finally(() => connection.close());
      return true;
    } catch {
      return false; // not yet
    }
  }
}
