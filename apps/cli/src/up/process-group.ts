import type { RunLock } from './run-lock.js';
import { SupervisedProcess, type SupervisedOptions } from './supervised-process.js';

/** Starts a process of the installation and keeps it running. `mark` stands in its command line, by which a leftover is recognised. */
export type Supervise = (options: SupervisedOptions, mark: string) => SupervisedProcess;

export interface ProcessGroupOptions {
  readonly logFolder: string;
  readonly log: (line: string) => void;
  readonly longestDelayMillis?: number;
}

/** The processes of an installation: noted in the lock at every start, stopped in reverse order. */
export class ProcessGroup {
  private readonly processes: SupervisedProcess[] = [];

  constructor(
    private readonly lock: RunLock,
    private readonly options: ProcessGroupOptions,
  ) {}

  readonly supervise: Supervise = (options, mark) => {
    const supervised = new SupervisedProcess(options, {
      logFolder: this.options.logFolder,
      longestDelayMillis: this.options.longestDelayMillis,
      started: ({ name, stopSignal }, pid) => this.lock.note(name, { pid, mark, stopSignal }),
      endedUnasked: ({ name }, code) =>
        this.options.log(`${name} ended unasked (${code ?? 'killed'}) and is started again`),
    });
    this.processes.push(supervised);
    supervised.start();
    return supervised;
  };

  async stop(): Promise<void> {
    for (const supervised of this.processes.splice(0).reverse()) await supervised.stop();
    this.lock.release();
  }
}
