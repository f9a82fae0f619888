import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadConfiguration } from '@lectern/conduct';
import { type Installation, startInstallation } from '../../../apps/cli/src/up/installation.js';
import { notedPid, removeDataFolder, temporaryDataFolder, until } from '../../recovery/launcher.js';
import { isRunning } from '../../../apps/cli/src/up/leftover-process.js';
import { type Direction, http2Framing, postgresFraming } from './message-framing.js';
import { MessageProxy } from './message-proxy.js';

export const victims = ['api', 'worker', 'temporal', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** The kernel closes a dead process's connections at once; we hear of it after this (milliseconds). */
const CLOSING_MILLIS = 20;

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What is to happen at one message. */
interface Plan {
  readonly victim: Victim;
  /** The message, counted from 1 over both proxies and both directions. */
  readonly at: number;
}

/** A whole installation whose every message to PostgreSQL and Temporal passes through proxies of ours, and which can be killed at any of them. */
export class CrashInstallation {
  private counted = 0;
  private plan: Plan | null = null;
  private struck: string | null = null;

  private constructor(
    private readonly folder: string,
    private readonly installation: Installation,
    private readonly proxies: MessageProxy[],
    /** The record's own address, past the proxy, as the cluster's owner. */
    readonly recordUrl: string,
  ) {
    for (const proxy of proxies) proxy.gate = (message, direction) => this.judge(message.kind, direction);
  }

  static async start(): Promise<CrashInstallation> {
    const folder = temporaryDataFolder();
    const proxies: MessageProxy[] = [];
    let recordUrl = '';
    const modelsFolder = join(root, 'libs', 'inference', 'fixtures');
    const installation = await startInstallation({
      configuration: loadConfiguration(folder, { LECTERN_DATA_FOLDER: folder, LECTERN_MODELS_FOLDER: modelsFolder }),
      root,
      log: () => undefined,
      longestDelayMillis: 50,
      between: {
        record: async (url) => {
          recordUrl = url;
          return throughProxy(url, await MessageProxy.before(Number(new URL(url).port), postgresFraming), proxies);
        },
        conductor: async (address) => {
          const url = `http://${address}`;
          const proxy = await MessageProxy.before(Number(new URL(url).port), http2Framing);
          return new URL(throughProxy(url, proxy, proxies)).host;
        },
      },
    });
    return new CrashInstallation(folder, installation, proxies, recordUrl);
  }

  get url(): string {
    return this.installation.url;
  }

  get firstLink(): string {
    return this.installation.firstLink ?? '';
  }

  /** Messages that pass while `work` is done. */
  async count(work: () => Promise<unknown>): Promise<number> {
    this.counted = 0;
    await work();
    return this.counted;
  }

  /** Kills at the message that is planned, while `work` is done. @returns what the message was; null where `work` ended before it came */
  async killAt(plan: Plan, work: () => Promise<unknown>): Promise<string | null> {
    const before = notedPid(this.folder, plan.victim);
    [this.counted, this.plan, this.struck] = [0, plan, null];
    await work();
    this.plan = null;
    if (this.struck) await this.restarted(plan.victim, before);
    return this.struck;
  }

  /** Kills a process with its children, at once. @returns when its connections are closed */
  private async kill(victim: Victim): Promise<void> {
    const pid = notedPid(this.folder, victim);
    process.kill(-pid, 'SIGKILL');
    await until(`${victim} is gone`, () => !isRunning(pid));
    await wait(CLOSING_MILLIS);
  }

  async stop(): Promise<void> {
    await this.installation.stop();
    for (const proxy of this.proxies) proxy.close();
    removeDataFolder(this.folder);
  }

  /** The message waits until the victim is gone: what was sent to it or by it is lost then, also the answer to a COMMIT. */
  private judge(kind: string, direction: Direction): Promise<void> | null {
    this.counted++;
    if (!this.plan || this.struck || this.counted < this.plan.at) return null;
    this.struck = `${kind} ${direction}`;
    return this.kill(this.plan.victim);
  }

  private async restarted(victim: Victim, before: number): Promise<void> {
    await until(`${victim} is started again`, () => notedPid(this.folder, victim) !== before);
    if (victim === 'worker') return; // reading does not wait for it
    await until('the server answers', async () => (await fetch(this.url).catch(() => null))?.ok ?? false);
  }
}

function throughProxy(url: string, proxy: MessageProxy, proxies: MessageProxy[]): string {
  proxies.push(proxy);
  const through = new URL(url);
  through.port = `${proxy.port}`;
  return through.href;
}
