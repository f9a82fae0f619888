import type { Guide } from './guide.js';

/** A study that is locked and analysed. */
export async function walkLockedStudy(guide: Guide, study: string): Promise<void> {
  const at = `/studies/${study}`;
  const { page } = guide;
  await guide.go(at, 'lectern-oversight-panel svg', 'locked-progress');
  await guide.go(`${at}/record`, 'lectern-record-page tbody tr', 'locked-record');
  await guide.print('locked-record');
  const entries = await page.locator('lectern-record-page tbody tr').count();
  await page.locator('lectern-record-page select').first().selectOption({ index: 3 });
  await page
    .locator('lectern-record-page tbody tr')
    .nth(entries - 1)
    .waitFor({ state: 'detached' });
  await guide.see('locked-record-filtered');
  await guide.go(`${at}/analysis`, 'lectern-study-figures svg', 'locked-analysis');
  await guide.print('locked-analysis');
  await page.locator('lectern-bundle-panel button').click();
  await page.locator('lectern-bundle-panel a[download]').waitFor();
  await guide.see('locked-bundle');
  const report = await page.locator('a[href$="report.html"]').getAttribute('href');
  await guide.open(report!, 'h1');
  await guide.print('locked-report');
}
