import { progressSchema, type Progress } from '@lectern/contracts';

/** What of `EventSource` is used, so that a test can stand in for it. */
export interface Stream {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

export interface ProgressFeedDeps {
  /** Opens the server's stream of progress. */
  readonly open: () => Stream;
  /** Asks once. */
  readonly poll: () => Promise<Progress>;
  readonly onProgress: (progress: Progress) => void;
  /** Whether the stream stands (`live`) or the server is asked instead. */
  readonly onMode: (mode: 'live' | 'polling') => void;
  /** Runs `act` every `millis`. @returns a function that ends it */
  readonly every: (millis: number, act: () => void) => () => void;
}

const pollMillis = 5_000;
/** Polls between two attempts at the stream. */
const pollsPerAttempt = 6;

/** Live progress: the server's stream where it stands, questions every five seconds where it does not, and the stream again as soon as it can. */
export class ProgressFeed {
  private stream: Stream | null = null;
  private endPolling: (() => void) | null = null;
  private polls = 0;

  constructor(private readonly deps: ProgressFeedDeps) {}

  start(): void {
    this.ask();
    this.connect();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    this.endPolling?.();
    this.endPolling = null;
  }

  private connect(): void {
    this.stream?.close();
    const stream = this.deps.open();
    this.stream = stream;
    stream.onopen = () => {
      this.endPolling?.();
      this.endPolling = null;
      this.deps.onMode('live');
    };
    stream.onmessage = ({ data }) => this.take(data);
    stream.onerror = () => this.fallBack();
  }

  private fallBack(): void {
    if (this.endPolling) return;
    this.deps.onMode('polling');
    this.polls = 0;
    this.endPolling = this.deps.every(pollMillis, () => {
      this.ask();
      if (++this.polls % pollsPerAttempt === 0) this.connect();
    });
  }

  private ask(): void {
    this.deps.poll().then(this.deps.onProgress, () => undefined); // the next poll or the stream will tell
  }

  private take(data: string): void {
    const parsed = progressSchema.safeParse(JSON.parse(data));
    if (parsed.success) this.deps.onProgress(parsed.data);
  }
}
