import type { Progress } from './progress.js';

const everyMillis = 250;
const everyLineMillis = 5000;

/** Progress as it is read: one line that changes on a terminal, a line now and then in a log. */
export class ProgressLine {
  private writtenAt = -Infinity;

  constructor(
    private readonly progress: Progress,
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>,
  ) {}

  /** @param note what is worked on, or what is waited for */
  say(note: string): void {
    const now = performance.now();
    if (now - this.writtenAt < (this.out.isTTY ? everyMillis : everyLineMillis)) return;
    this.writtenAt = now;
    this.write(`${this.progress.line()} (${note})`);
  }

  end(conclusion: string): void {
    this.write(this.progress.line());
    this.out.write(this.out.isTTY ? `\n${conclusion}\n` : `${conclusion}\n`);
  }

  private write(line: string): void {
    this.out.write(this.out.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
  }
}
