import type { Page, Response } from 'playwright-core';

/** What the browser asked of the server; the answer's status once it is there. */
export interface Exchange {
  readonly path: string;
  status: number | null;
}

/** What the page asks of the server, from the opening of one read to that of the next. */
export class Traffic {
  private readonly all: Exchange[] = [];
  private readonly metadata = new Map<string, Promise<unknown>>();
  private ofRead: Exchange[] = [];

  constructor(page: Page) {
    const exchanges = new Map<unknown, Exchange>();
    page.on('request', (request) => {
      const exchange = { path: decodeURIComponent(new URL(request.url()).pathname), status: null };
      exchanges.set(request, exchange);
      this.all.push(exchange);
      this.ofRead.push(exchange);
    });
    page.on('response', (response) => {
      const exchange = exchanges.get(response.request());
      if (exchange) this.answered(exchange, response);
    });
  }

  /** Everything asked for while the read that is open now is open: the list grows until the next is opened. */
  ofOpenRead(): readonly Exchange[] {
    return this.ofRead;
  }

  everything(): readonly Exchange[] {
    return this.all;
  }

  /** The metadata of a series as the viewer got it: DICOM JSON, one object an image. */
  async metadataOf(series: string): Promise<readonly DicomJson[]> {
    const found = await this.metadata.get(series);
    if (!found) throw new Error(`The viewer has not asked for the metadata of ${series}`);
    return found as readonly DicomJson[];
  }

  private answered(exchange: Exchange, response: Response): void {
    exchange.status = response.status();
    if (opensRead(response)) this.ofRead = [];
    const [, series] = /\/series\/([\d.]+)\/metadata$/.exec(exchange.path) ?? [];
    if (series) this.metadata.set(series, response.json());
  }
}

export type DicomJson = Readonly<Record<string, { readonly Value?: readonly unknown[] } | undefined>>;

/** Whether this answer may hold the next read. */
export function opensRead(response: Response): boolean {
  return /\/(reading\/session|submission)$/.test(response.url()) && response.request().method() === 'POST';
}
