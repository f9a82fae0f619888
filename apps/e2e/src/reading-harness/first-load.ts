import type { Page } from 'playwright-core';

/** What a browser that has nothing in its cache is sent until the list of studies stands: bodies as they come over the wire (bytes). */
export async function bytesOfFirstLoad(page: Page): Promise<number> {
  const browser = page.context().browser();
  const context = await browser?.newContext({ storageState: await page.context().storageState() });
  if (!context) throw new Error('The page has no browser of its own');
  const fresh = await context.newPage();
  await fresh.goto(new URL('/studies', page.url()).href);
  await fresh.getByRole('heading', { name: 'Studies' }).waitFor();
  const bytes = await fresh.evaluate(() => {
    const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return loads.reduce((sum, load) => sum + (load as PerformanceResourceTiming).encodedBodySize, 0);
  });
  await context.close();
  return bytes;
}
