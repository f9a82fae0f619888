import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

/** Proportional set size of a browser's processes, MB, after a collection of garbage; Linux. */
export interface BrowserMemory {
  /** All renderers: the page and the frames of its origin. */
  readonly renderer: number;
  /** Draws for all pages: in software rendering, their textures lie here. */
  readonly gpu: number;
  /** JavaScript heap of the page and its frames. */
  readonly heap: number;
}

export async function browserMemory(browser: Browser, page: Page): Promise<BrowserMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  await whole.detach();
  const sum = (type: string): number =>
    processInfo.filter((each) => each.type === type).reduce((total, { id }) => total + proportionalSetSize(id), 0);
  return { renderer: sum('renderer'), gpu: sum('GPU'), heap: usedSize / 1e6 };
}

function proportionalSetSize(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_000;
}
