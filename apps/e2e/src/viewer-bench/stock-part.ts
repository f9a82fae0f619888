import { launchChromium } from '../viewer-harness/viewer-page.js';
import type { BenchCase } from './bench-cases.js';
import { startOrthanc, store } from './orthanc.js';
import { serveStock, stockOhif } from './stock-ohif.js';

const PATIENCE_MILLIS = 120_000;

interface Ears {
  firstRendered: number;
}

/**
 * From the address of the next case to its first image in stock OHIF on Orthanc, ms: its ordinary mode, one viewport, scripts from the browser's
 * cache. The first case, with a cold cache, is not counted.
 */
export async function stockTimes(cases: readonly BenchCase[], say: (line: string) => void): Promise<number[]> {
  const orthanc = await startOrthanc();
  const browser = await launchChromium();
  try {
    for (const { stacks } of cases)
      await store(
        orthanc,
        stacks.flatMap(({ images }) => images),
      );
    const site = await serveStock(stockOhif(), orthanc.url);
    const page = await browser.newPage({ viewport: { width: 1500, height: 800 } });
    await page.addInitScript(() => {
      const ears = globalThis as unknown as Ears;
      const listener = (): void => void (ears.firstRendered ??= performance.now());
      addEventListener('CORNERSTONE_IMAGE_RENDERED', listener, { capture: true });
    });
    const times: number[] = [];
    for (const { studyInstanceUid } of cases) {
      await page.goto(`${site.origin}/viewer?StudyInstanceUIDs=${studyInstanceUid}`, { waitUntil: 'commit' });
      const rendered = await page.waitForFunction(() => (globalThis as unknown as Ears).firstRendered, undefined, {
        timeout: PATIENCE_MILLIS,
        polling: 50,
      });
      times.push((await rendered.jsonValue()) as number);
      say(`  ${times.length} of ${cases.length} cases`);
    }
    await site.close();
    return times.slice(1);
  } finally {
    await browser.close();
    await orthanc.stop();
  }
}
