import type { Guide } from './guide.js';

/** A member of the truthing panel, from the link to an open case. */
export async function walkTruthing(guide: Guide, link: string): Promise<void> {
  const { page } = guide;
  await guide.go(link, 'lectern-waiting-screen button.primary:enabled', 'truthing-ready');
  await page.keyboard.press('Enter');
  await page.frameLocator('iframe').locator('#lectern-images[data-state="shown"]').waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
  await guide.see('truthing-case');
}
