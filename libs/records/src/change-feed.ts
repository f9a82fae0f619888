import pg from 'pg';
import { outboxChannel, studyChannel } from './outbox.js';

type Listener = () => void;

const reconnectMillis = 500;

/**
 * Changes as PostgreSQL notifies of them, over one connection of its own that is made with the first listener and made again when it is lost. A notification
 * may be missed while it is lost: after each reconnection every listener is called once.
 */
export class ChangeFeed {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly url: string) {}

  /** Calls after each committed act that announced itself for the study. @returns a function that ends it */
  onStudy(study: string, listener: Listener): Promise<() => void> {
    return this.listen(`${studyChannel}/${study}`, listener);
  }

  /** Calls when there may be messages to deliver. @returns a function that ends it */
  onOutbox(listener: Listener): Promise<() => void> {
    return this.listen(outboxChannel, listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.connecting?.catch(() => undefined);
    const client = this.client;
    this.client = null;
    await client?.end();
  }

  private async listen(topic: string, listener: Listener): Promise<() => void> {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    await (this.connecting ??= this.connect());
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(topic);
    };
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', ({ channel, payload }) => this.tell(payload ? `${channel}/${payload}` : channel));
    client.on('error', () => undefined); // followed by `end`
    client.on('end', () => this.reconnectLater(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${outboxChannel}; LISTEN ${studyChannel}`);
      this.client = client;
    } catch {
      await client.end().catch(() => undefined);
      this.reconnectLater(client);
    }
  }

  private reconnectLater(lost: pg.Client): void {
    if (this.closed || this.retry || (this.client !== null && this.client !== lost)) return;
    this.client = null;
    this.retry = setTimeout(() => {
      this.retry = null;
      this.connecting = this.connect().then(() => {
        if (this.client) this.tellAll();
      });
    }, reconnectMillis);
  }

  private tell(topic: string): void {
    for (const listener of this.listeners.get(topic) ?? []) listener();
  }

  private tellAll(): void {
    for (const topic of this.listeners.keys()) this.tell(topic);
  }
}
