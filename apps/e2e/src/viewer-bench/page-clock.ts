import type { Page } from 'playwright-core';

/** What the viewer said to the page. */
export interface Heard {
  readonly type: string;
  readonly atMillis: number;
}

interface Ears {
  benchHeard: Heard[];
  benchPressed: number;
}

const PATIENCE_MILLIS = 60_000;

/** Hears what the viewer says to the reading page, on the browser's own clock, without standing between them. */
export class PageClock {
  constructor(private readonly page: Page) {}

  /** Runs in every frame before its scripts. */
  static readonly install = (): void => {
    const ears = globalThis as unknown as Ears;
    ears.benchHeard = [];
    addEventListener('message', ({ data, origin }) => {
      if (origin === location.origin && data?.lectern === 'from-viewer') ears.benchHeard.push(data as Heard);
    });
    addEventListener('keydown', ({ timeStamp }) => (ears.benchPressed = performance.timeOrigin + timeStamp), {
      capture: true,
    });
  };

  /** Presses a key. @returns when the page received it, and forgets what the viewer said before */
  async press(key: string): Promise<number> {
    await this.page.evaluate(() => (globalThis as unknown as Ears).benchHeard.splice(0));
    await this.page.keyboard.press(key);
    return this.page.evaluate(() => (globalThis as unknown as Ears).benchPressed);
  }

  /** The first of these after a moment, waiting for it if need be. @throws Error with what was heard instead */
  async heard(type: string, after = 0): Promise<Heard> {
    const until = Date.now() + PATIENCE_MILLIS;
    while (Date.now() < until) {
      const found = (await this.all()).find((each) => each.type === type && each.atMillis >= after);
      if (found) return found;
      await this.page.waitForTimeout(20);
    }
    throw new Error(`Not heard: ${type}; but ${JSON.stringify(await this.all())}`);
  }

  private all(): Promise<readonly Heard[]> {
    return this.page.evaluate(() => (globalThis as unknown as Ears).benchHeard);
  }
}
