import { readFileSync } from 'node:fs';

/** Proportional set size of a browser's processes, MB, after a collection of garbage; Linux. */
export interface BrowserMemory {
  /** All renderers: the page and the frames of its origin. */
  readonly renderer: number;
  /** Draws for all pages: in software rendering, their textures lie here. */
  readonly gpu: number;
  /** JavaScript heap of the page and its frames. */
  readonly heap: number;
}

type Call = (method: string) => Promise<unknown>;

/** @param page asks the page's debugger, `browser` that of the whole browser (Chrome DevTools Protocol) */
export async function memoryOf(page: Call, browser: Call): Promise<BrowserMemory> {
  await page('HeapProfiler.collectGarbage');
  const { usedSize } = (await page('Runtime.getHeapUsage')) as { usedSize: number };
  const { processInfo } = (await browser('SystemInfo.getProcessInfo')) as {
    processInfo: readonly { readonly type: string; readonly id: number }[];
  };
  const sum = (type: string): number =>
    processInfo.filter((each) => each.type === type).reduce((total, { id }) => total + proportionalSetSize(id), 0);
  return { renderer: sum('renderer'), gpu: sum('GPU'), heap: usedSize / 1e6 };
}

function proportionalSetSize(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_000;
}
