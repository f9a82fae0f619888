import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const STOP_MILLIS = 15_000;
const FIRST_DELAY_MILLIS = 200;
const LONGEST_DELAY_MILLIS = 10_000;
/** A process that ran this long has started well: the next delay is the first again. */
const GOOD_RUN_MILLIS = 30_000;

export interface SupervisedOptions {
  readonly name: string;
  /**
   * Starts the process once. `detached`, it has a process group of its own: Ctrl-C reaches the launcher alone, which then stops its processes in order.
   */
  readonly spawn: () => ChildProcess;
  /** Asks the process to end. */
  readonly stopSignal?: NodeJS.Signals;
  readonly onMessage?: (message: unknown) => void;
}

/** Who hears of every start and of every end that nobody asked for. */
export interface Supervisor {
  readonly logFolder: string;
  /** Longest wait before a process is started again (default: 10 s). */
  readonly longestDelayMillis?: number;
  started(process: SupervisedProcess, pid: number): void;
  endedUnasked(process: SupervisedProcess, code: number | null): void;
}

/** A child process that is started again whenever it ends unasked, with growing delay; its output goes to `<logs>/<name>.log`. */
export class SupervisedProcess {
  readonly name: string;
  readonly stopSignal: NodeJS.Signals;
  private child: ChildProcess | null = null;
  private stopping = false;
  private delay = FIRST_DELAY_MILLIS;

  constructor(
    private readonly options: SupervisedOptions,
    private readonly supervisor: Supervisor,
  ) {
    this.name = options.name;
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
  }

  start(): void {
    const begun = Date.now();
    const { logFolder } = this.supervisor;
    const child = this.options.spawn();
    this.child = child;
    if (child.pid !== undefined) this.supervisor.started(this, child.pid);
    mkdirSync(logFolder, { recursive: true });
    const output = createWriteStream(join(logFolder, `${this.name}.log`), { flags: 'a' });
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    if (this.options.onMessage) child.on('message', this.options.onMessage);
    child.once('error', (error) => output.write(`${this.name} could not be started: ${error.message}\n`));
    child.once('close', (code) => {
      output.end();
      this.child = null;
      if (!this.stopping) this.startAgain(code, Date.now() - begun);
    });
  }

  /** Asks the process to end, and kills it where it does not. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill(this.stopSignal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLIS);
    await closed;
    clearTimeout(timer);
  }

  private startAgain(code: number | null, ranMillis: number): void {
    this.supervisor.endedUnasked(this, code);
    const longest = this.supervisor.longestDelayMillis ?? LONGEST_DELAY_MILLIS;
    this.delay = Math.min(ranMillis > GOOD_RUN_MILLIS ? FIRST_DELAY_MILLIS : this.delay * 2, longest);
    setTimeout(() => {
      if (!this.stopping) this.start();
    }, this.delay);
  }
}
