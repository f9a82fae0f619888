import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Witness } from './witness.js';

/** The two states that the project's README shows: their picture, width and height (CSS px). */
const shown = [
  { state: /^reading-study-aided-found.*-answered$/, picture: 'reading-room.png', size: [1360, 800], scheme: 'dark' },
  { state: /^analyse$/, picture: 'analysis-of-a-file.png', size: [1200, 1070], scheme: 'light' },
] as const;

/** Takes the pictures of the README as it passes their states, and looks at nothing else. */
export class ReadmeCamera implements Witness {
  readonly pictures: string[] = [];

  constructor(private readonly folder: string) {}

  async see(page: Page, name: string): Promise<void> {
    const wanted = shown.find(({ state }) => state.test(name));
    if (!wanted) return;
    const { picture, size, scheme } = wanted;
    const usual = page.viewportSize()!;
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: size[0], height: size[1] });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(this.folder, picture) });
    this.pictures.push(picture);
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize(usual);
  }

  async print(): Promise<void> {}
}
