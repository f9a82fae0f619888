import { type ViewerCommandBody, type ViewerEvent, readViewerEvent, viewerCommand } from '@lectern/contracts';
import { type Browser, type Frame, type Page, chromium } from 'playwright-core';
import { chromiumPath } from '../../ensure-chromium.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-precise-memory-info',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

export interface KillableChromium {
  readonly browser: Browser;
  /** SIGKILL to all of its processes: nothing of any page can leave any more. */
  kill(): Promise<void>;
}

export async function killableChromium(): Promise<KillableChromium> {
  const server = await chromium.launchServer({ executablePath: chromiumPath(), args: FLAGS });
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

/** Plays the reading page's part: sends commands, waits for events. */
export class ViewerPage {
  private constructor(
    readonly page: Page,
    readonly problems: readonly string[],
  ) {}

  static async open(browser: Browser, origin: string, viewport = { width: 1500, height: 700 }): Promise<ViewerPage> {
    const page = await browser.newPage({ viewport });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
    await page.goto(origin);
    return new ViewerPage(page, problems);
  }

  /** The frame in which OHIF runs. */
  get frame(): Frame {
    const frame = this.page.frames().find((candidate) => candidate.url().includes('/ohif/reading'));
    if (!frame) throw new Error('The page holds no viewer');
    return frame;
  }

  async send(body: ViewerCommandBody): Promise<void> {
    await this.post(viewerCommand(body));
  }

  /** Says anything to the viewer, well-formed or not. */
  async post(message: unknown): Promise<void> {
    await this.page.evaluate(
      (data) => document.querySelector('iframe')?.contentWindow?.postMessage(data, location.origin),
      message,
    );
  }

  /** All events so far; each must keep the contract. */
  async events(): Promise<readonly ViewerEvent[]> {
    const raw = await this.page.evaluate(() => (window as unknown as { viewerEvents: unknown[] }).viewerEvents);
    return raw.map((data) => {
      const event = readViewerEvent(data);
      if (!event) throw new Error(`Not an event of the contract: ${JSON.stringify(data)}`);
      return event;
    });
  }

  /** Lets go of the events so far, for a long sitting. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as { viewerEvents: unknown[] }).viewerEvents.splice(0));
  }

  /** The first event of a type for which `matches` holds, waiting for it if need be. */
  async waitFor<Type extends ViewerEvent['type']>(
    type: Type,
    matches: (event: Extract<ViewerEvent, { type: Type }>) => boolean = () => true,
    timeoutMillis = 60_000,
  ): Promise<Extract<ViewerEvent, { type: Type }>> {
    const until = Date.now() + timeoutMillis;
    const isMatch = (event: ViewerEvent): event is Extract<ViewerEvent, { type: Type }> =>
      event.type === type && matches(event as Extract<ViewerEvent, { type: Type }>);
    while (Date.now() < until) {
      const found = (await this.events()).find(isMatch);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(
      `No event "${type}" within ${timeoutMillis} ms; problems: ${this.problems.join('; ')}; last: ${JSON.stringify((await this.events()).slice(-5))}`,
    );
  }
}
