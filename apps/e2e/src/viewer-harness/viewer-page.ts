import { type Browser, type Frame, type Page, chromium } from 'playwright-core';
import { chromiumPath } from '../../ensure-chromium.mjs';
import { ViewerTalk } from './viewer-talk.js';

/** Drawing in software, and nothing that goes out to the network by itself. */
export const FLAGS: readonly string[] = [
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
  return chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
}

export interface KillableChromium {
  readonly browser: Browser;
  /** SIGKILL to all of its processes: nothing of any page can leave any more. */
  kill(): Promise<void>;
}

export async function killableChromium(): Promise<KillableChromium> {
  const server = await chromium.launchServer({ executablePath: chromiumPath(), args: [...FLAGS] });
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

/** The viewer in a page of its own. */
export class ViewerPage extends ViewerTalk {
  private constructor(
    readonly page: Page,
    problems: readonly string[],
  ) {
    super((expression) => page.evaluate(expression), problems);
  }

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
}
