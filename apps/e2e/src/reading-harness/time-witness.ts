import type { BrowserContext, Frame, Page, Response } from 'playwright-core';

const PATIENCE = 90_000; // ms

/** Something that happened before the reader's eyes or by their hand, in ms since 1970 on the clock that the page's scripts read. */
export interface Witnessed {
  /** `shown`: images are painted; `hidden`, `visible`; `key n`; `pointer`. */
  readonly what: string;
  readonly at: number;
}

/**
 * Notes in the page and in the viewer's frame what happened and when, by listeners of its own that stand before the application's. What a test script did is known
 * by this, to the millisecond, however busy the machine is.
 */
export class TimeWitness {
  /** The newest event that the server has acknowledged, ms since 1970. */
  private acknowledged = 0;
  private slowest = 0;

  private constructor(private readonly page: Page) {
    page.on('response', (response) => this.noteBatch(response));
    // Not a script of the context: a frame's first, empty document shares its window with the one that follows, and only the first would be watched.
    page.on('framenavigated', (frame) => void watchFrame(frame));
  }

  static async open(context: BrowserContext): Promise<TimeWitness> {
    return new TimeWitness(await context.newPage());
  }

  get of(): Page {
    return this.page;
  }

  /** The longest that events were on their way, ms: as far the server's clock may be misjudged from them. */
  get longestWay(): number {
    return this.slowest;
  }

  /** Everything from an instant on, in order of time. */
  async since(from: number): Promise<readonly Witnessed[]> {
    const lists = await Promise.all(
      this.page.frames().map((frame) => frame.evaluate(() => globalThis.witnessed ?? []).catch(() => [])), // gone with the last read
    );
    return lists
      .flat()
      .filter(({ at }) => at >= from)
      .sort((a, b) => a.at - b.at);
  }

  /** Waits until something has happened since an instant. @returns when it did first */
  async first(what: string, from: number): Promise<number> {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      const found = (await this.since(from)).find((each) => each.what === what);
      if (found) return found.at;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`Not witnessed: ${what}, but ${JSON.stringify(await this.since(from))}`);
  }

  /** Puts the page behind another, or before it again, as far as it is told so: a headless browser shows all of its pages at once. */
  async turn(state: 'hidden' | 'visible'): Promise<void> {
    await this.page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  }

  /** Waits until the server has every event up to an instant. */
  async arrived(at: number): Promise<void> {
    while (this.acknowledged < at) await this.page.waitForResponse(isBatch);
  }

  private noteBatch(response: Response): void {
    if (/\/(events|submission)$/.test(response.url()))
      this.slowest = Math.max(this.slowest, response.request().timing().responseStart);
    if (!isBatch(response)) return;
    const { events } = response.request().postDataJSON() as {
      readonly events: readonly { readonly atMillis: number }[];
    };
    this.acknowledged = Math.max(this.acknowledged, ...events.map(({ atMillis }) => atMillis));
  }
}

const isBatch = (response: Response): boolean => /\/events$/.test(new URL(response.url()).pathname) && response.ok();

declare global {
  var witnessed: Witnessed[] | undefined;
}

async function watchFrame(frame: Frame): Promise<void> {
  if (frame.url() !== 'about:blank') await frame.evaluate(watch).catch(() => undefined); // it may be gone again
}

/** Runs in a frame before anything happens in it: on the window, and so before the application's listeners. */
function watch(): void {
  const seen: Witnessed[] = [];
  globalThis.witnessed = seen;
  const note = (what: string): void => void seen.push({ what, at: performance.timeOrigin + performance.now() });
  addEventListener('keydown', ({ key }) => note(`key ${key}`), { capture: true });
  for (const input of ['pointermove', 'pointerdown', 'wheel'])
    addEventListener(input, () => note('pointer'), { capture: true, passive: true });
  document.addEventListener('visibilitychange', () => note(document.visibilityState), { capture: true });
  let before: string | undefined;
  const look = (): void => {
    const state = document.getElementById('lectern-images')?.dataset['state'];
    if (state === 'shown' && before !== 'shown')
      requestAnimationFrame(() => requestAnimationFrame(() => note('shown')));
    before = state;
  };
  // the viewer's container comes into the page with its state, and keeps its place from case to case
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state'],
  });
}
