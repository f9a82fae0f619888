import type { Page } from 'playwright-core';

/** What a browser that has nothing in its cache is sent until the list of studies stands (bytes over the wire, bodies and heads). */
export async function bytesOfFirstLoad(page: Page): Promise<number> {
  const browser = page.context().browser();
  const context = await browser?.newContext({ storageState: await page.context().storageState() });
  if (!context) throw new Error('The page has no browser of its own');
  const fresh = await context.newPage();
  const sizes: Promise<number>[] = [];
  fresh.on('requestfinished', (request) => {
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    );
  });
  await fresh.goto(new URL('/studies', page.url()).href);
  await fresh.getByRole('heading', { name: 'Studies' }).waitFor();
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return bytes;
}
