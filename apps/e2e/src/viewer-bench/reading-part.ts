import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { frozenStudy } from '../reading-harness/frozen-study.js';
import { lecternUp } from '../reading-harness/lectern-up.js';
import { ReaderAtKeyboard } from '../reading-harness/reader-at-keyboard.js';
import { launchChromium } from '../viewer-harness/viewer-page.js';
import type { BenchCase } from './bench-cases.js';
import { benchProtocol } from './bench.protocol.js';
import { PageClock } from './page-clock.js';

const models = join(import.meta.dirname, '..', '..', '..', '..', 'libs', 'inference', 'fixtures');

export interface Reading {
  /** From the key that submits to the first images of the next case, prefetched, three viewports: through page, server and record; ms. */
  readonly firstImages: readonly number[];
  /** The same to the AI overlay of a next case that is aided. */
  readonly overlays: readonly number[];
}

/** One reader through a whole installation: every case submitted by key, the next one prefetched meanwhile. */
export async function readThrough(cases: readonly BenchCase[], say: (line: string) => void): Promise<Reading> {
  const lectern = await lecternUp(models);
  const browser = await launchChromium();
  try {
    say('  taking the cases in');
    const uploads = cases.map(({ upload }) => upload);
    const sitter = { name: 'Reader of the bench', kind: 'simulated' } as const;
    const { link } = await frozenStudy(lectern.firstLink, benchProtocol(cases.length), uploads, sitter);
    const context = await browser.newContext({ viewport: { width: 1500, height: 800 } });
    await context.addInitScript(PageClock.install);
    const reader = await ReaderAtKeyboard.open(context, link);
    const times: { firstImages: number[]; overlays: number[] } = { firstImages: [], overlays: [] };
    for (let session = 1; session <= 2; session++) await readSession(reader, cases.length, times, say);
    return times;
  } finally {
    await browser.close();
    await lectern.stop();
  }
}

async function readSession(
  reader: ReaderAtKeyboard,
  reads: number,
  times: { firstImages: number[]; overlays: number[] },
  say: (line: string) => void,
): Promise<void> {
  await reader.begin();
  let label = await reader.seeCase();
  for (let n = 1; n <= reads; n++) {
    await reader.answer(30 + n, 1 + (n % 5));
    const clock = new PageClock(reader.page);
    if (n === reads) {
      await reader.submit();
      break;
    }
    await clock.heard('prefetched');
    await reader.saved();
    await reader.maySubmit();
    const submitted = await clock.press('Enter');
    label = await reader.seeCase(label);
    const shown = await clock.heard('first-image', submitted);
    times.firstImages.push(shown.atMillis - submitted);
    if (await isOverlaid(reader.page)) {
      const overlay = await clock.heard('overlay-shown', submitted);
      times.overlays.push(overlay.atMillis - submitted);
    }
  }
  say(`  ${reads} reads of a session done`);
}

/** An aided case in which the model found nothing has no overlay to wait for. */
const isOverlaid = async (page: Page): Promise<boolean> =>
  (await page.frameLocator('iframe').locator('canvas.overlay').count()) > 0;
