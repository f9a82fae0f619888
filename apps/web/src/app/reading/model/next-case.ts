const firstWaitMillis = 2_000;
const longestWaitMillis = 60_000;

export interface NextCaseDeps {
  /** Asks the viewer for the case, under a token that its answer carries. */
  readonly ask: (token: string) => void;
  /** Runs `act` once after `millis`. @returns a function that prevents it */
  readonly after: (millis: number, act: () => void) => () => void;
}

/** The next case is loaded ahead until it is there: what fails is asked for again, after waits that grow, and at once when the network is back. */
export class NextCase {
  private token: string | null = null;
  private waitMillis = firstWaitMillis;
  private cancel: (() => void) | null = null;

  constructor(private readonly deps: NextCaseDeps) {}

  /** Begins to load a case. */
  begin(token: string): void {
    this.stop();
    this.token = token;
    this.waitMillis = firstWaitMillis;
    this.deps.ask(token);
  }

  /** Whether a token is that of the case which is being loaded. */
  is(token: string): boolean {
    return token === this.token;
  }

  failed(): void {
    if (this.token === null) return;
    this.cancel?.();
    this.cancel = this.deps.after(this.waitMillis, () => this.askAgain());
    this.waitMillis = Math.min(2 * this.waitMillis, longestWaitMillis);
  }

  /** The network is back: what failed does not wait any longer. */
  retryNow(): void {
    if (this.cancel) this.askAgain();
  }

  /** The case is there, or another is opened: nothing is asked for any more. */
  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.token = null;
  }

  private askAgain(): void {
    this.cancel?.();
    this.cancel = null;
    if (this.token !== null) this.deps.ask(this.token);
  }
}
