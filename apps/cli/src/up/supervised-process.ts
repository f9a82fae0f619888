import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const STOP_MILLIS = 15_000;
const FIRST_DELAY_MILLIS = 200;
const LONGEST_DELAY_MILLIS = 10_000;
/** A process that ran this long has started well: the next delay is the first again. */
const GOOD_RUN_MILLIS = 30_000;

/** A child process that is started again whenever it ends unasked, with growing delay; its output goes to `<logs>/<name>.log`. */
export class SupervisedProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private delay = FIRST_DELAY_MILLIS;

  constructor(
    readonly name: string,
    private readonly logFolder: string,
    private readonly spawnChild: () => ChildProcess,
    private readonly onMessage: (message: unknown) => void = () => undefined,
    private readonly onRestart: (name: string, code: number | null) => void = () => undefined,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const begun = Date.now();
    const child = this.spawnChild();
    this.child = child;
    mkdirSync(this.logFolder, { recursive: true });
    const output = createWriteStream(join(this.logFolder, `${this.name}.log`), { flags: 'a' });
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    child.on('message', this.onMessage);
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
    if (!child || child.exitCode !== null) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLIS);
    await closed;
    clearTimeout(timer);
  }

  private startAgain(code: number | null, ranMillis: number): void {
    this.onRestart(this.name, code);
    this.delay = ranMillis > GOOD_RUN_MILLIS ? FIRST_DELAY_MILLIS : Math.min(this.delay * 2, LONGEST_DELAY_MILLIS);
    setTimeout(() => {
      if (!this.stopping) this.start();
    }, this.delay);
  }
}
