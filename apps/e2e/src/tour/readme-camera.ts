import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Witness } from './witness.js';

/** The two states that the project's README shows: their picture, width and height (CSS px). */
const shown = {
  'reading-study-aided-found-answered': ['reading-room.png', 1360, 800, 'dark'],
  analyse: ['analysis-of-a-file.png', 1200, 1070, 'light'],
} as const;

/** Takes the pictures of the README as it passes their states, and looks at nothing else. */
export class ReadmeCamera implements Witness {
  readonly pictures: string[] = [];

  constructor(private readonly folder: string) {}

  async see(page: Page, name: string): Promise<void> {
    if (!(name in shown)) return;
    const [picture, width, height, colorScheme] = shown[name as keyof typeof shown];
    const usual = page.viewportSize()!;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(this.folder, picture) });
    this.pictures.push(picture);
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize(usual);
  }

  async print(): Promise<void> {}
}
