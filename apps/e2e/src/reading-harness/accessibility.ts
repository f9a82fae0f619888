import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks at pages as axe does, light and dark, and keeps what it finds; at three sizes nothing may be wider than the screen. */
export class Accessibility {
  readonly faults: string[] = [];
  readonly pages: string[] = [];

  /** @param name of the page, for the faults and for pictures */
  async look(page: Page, name: string): Promise<void> {
    this.pages.push(name);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      for (const fault of await axeFaults(page)) this.faults.push(`${name}, ${colorScheme}: ${fault}`);
      await keepPicture(page, `${name}-${colorScheme}`);
    }
    await this.fits(page, name);
  }

  private async fits(page: Page, name: string): Promise<void> {
    const usual = page.viewportSize() ?? { width: 1280, height: 720 };
    for (const [width, height] of [
      [390, 844],
      [900, 1100],
    ] as const) {
      await page.setViewportSize({ width, height });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) this.faults.push(`${name}, ${width} wide: ${beyond} px beyond the screen`);
      await keepPicture(page, `${name}-${width}`);
    }
    await page.setViewportSize(usual);
  }
}

/** What axe finds on a page as it stands there, the viewer's frame aside: the rule and where it is broken. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  const results = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }).axe.run(
        { exclude: [['iframe']] }, // the viewer is an application of its own
        { runOnly: rules },
      ),
    RULES,
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.LECTERN_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
