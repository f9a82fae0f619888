import type { z } from 'zod';
import { liveEventSchemas, type BundleExportState, type Progress } from '@lectern/contracts';

/** What of `EventSource` is used, so that a test can stand in for it. */
export interface Stream {
  onopen: ((event: Event) => void) | null;
  addEventListener(event: string, listener: (event: MessageEvent<string>) => void): void;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

export interface ProgressFeedDeps {
  /** Opens the server's stream of progress. */
  readonly open: () => Stream;
  /** Asks once. */
  readonly poll: () => Promise<Progress>;
  readonly onProgress: (progress: Progress) => void;
  /** Of whoever may export: the newest bundles. */
  readonly onExports: (exports: BundleExportState[]) => void;
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
    stream.addEventListener('progress', ({ data }) => take(liveEventSchemas.progress, data, this.deps.onProgress));
    stream.addEventListener('exports', ({ data }) => take(liveEventSchemas.exports, data, this.deps.onExports));
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
}

function take<Schema extends z.ZodType>(schema: Schema, data: string, on: (state: z.output<Schema>) => void): void {
  const parsed = schema.safeParse(JSON.parse(data));
  if (parsed.success) on(parsed.data);
}
