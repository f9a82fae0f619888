import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFaults } from '../reading-harness/accessibility.js';
import type { Room, Witness } from './witness.js';

/** Width and height of a telephone, a tablet and a desk screen (CSS px). */
const sizes = [
  [390, 844],
  [1024, 768],
  [1600, 1000],
] as const;
const schemes = { console: ['light', 'dark'], reading: ['dark'] } as const;
/** Of a picture (CSS px). */
const LONGEST = 6000;
const TRIES = 4;
/** A4 without its margins, at 96 dpi. */
const paper = { width: 718, height: 1046 };

/** Takes pictures of page states at three sizes, light and dark. Notes what is wider than the screen, and what axe finds. */
export class Camera implements Witness {
  /** File names, in the order taken. */
  readonly pictures: string[] = [];
  readonly faults: string[] = [];

  /** @param only takes no picture of a state whose name does not hold this */
  constructor(
    private readonly folder: string,
    private readonly log: (line: string) => void,
    private readonly only = '',
  ) {}

  async see(page: Page, name: string, room: Room = 'console'): Promise<void> {
    if (!name.includes(this.only)) return;
    const usual = page.viewportSize()!;
    for (const colorScheme of schemes[room]) {
      await page.emulateMedia({ colorScheme });
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await settled(page);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (beyond > 0) this.faults.push(`${name}, ${width} wide: ${beyond} px beyond the screen`);
        await this.take(page, `${name}-${width}-${colorScheme}.png`);
      }
      for (const fault of await axeFaults(page)) this.faults.push(`${name}, ${colorScheme}: ${fault}`);
    }
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize(usual);
    this.log(name);
  }

  async print(page: Page, name: string): Promise<void> {
    if (!name.includes(this.only)) return;
    const usual = page.viewportSize()!;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' }); // what is dark on screen is black on white on paper
    await page.setViewportSize(paper);
    await settled(page);
    await this.take(page, `${name}-print.png`);
    await page.pdf({ path: join(this.folder, `${name}-print.pdf`), format: 'A4', margin: { top: '14mm', bottom: '14mm', left: '10mm', right: '10mm' } }); // prettier-ignore
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.setViewportSize(usual);
    this.log(`${name}, printed`);
  }

  private async take(page: Page, picture: string): Promise<void> {
    const { height, isCovered } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      isCovered: document.querySelector('dialog[open]') !== null,
    }));
    const width = page.viewportSize()!.width;
    if (!isCovered) await page.evaluate(() => scrollTo(0, 0)); // what sticks to the screen stands where it began
    // what lies over a page lies over what is in sight of it; a very long table is seen by its beginning
    const clip = { x: 0, y: 0, width, height: Math.min(height, LONGEST) };
    const shoot = (): Promise<Buffer> => page.screenshot(isCovered ? {} : { fullPage: true, clip });
    let taken = await shoot();
    for (let before: Buffer = Buffer.alloc(0), tries = 0; !before.equals(taken) && tries < TRIES; tries++) {
      before = taken;
      taken = await shoot(); // the first may be taken while parts are still being painted
    }
    writeFileSync(join(this.folder, picture), taken);
    this.pictures.push(picture);
  }
}

/** Waits until what follows from a new size is drawn. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
