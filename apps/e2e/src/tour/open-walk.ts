import { join } from 'node:path';
import type { Guide } from './guide.js';
import { readsCsv } from '../reading-harness/reads-csv.js';

const evaluation = join(import.meta.dirname, '../../../../models/fetal-gmh-ivh/evaluation/internal.json');

/**
 * The pages that need no sign-in: the tools, and what a person without a link sees.
 *
 * @param mrmcFile the reads to analyse; absent: made ones
 */
export async function walkOpenPages(guide: Guide, mrmcFile: string | undefined): Promise<void> {
  const { page } = guide;
  const file = page.locator('input[type="file"]');
  await guide.go('/sign-in', 'lectern-sign-in-page form', 'sign-in');
  await guide.go('/sign-in#token=void', 'lectern-sign-in-page [role="alert"]', 'sign-in-void-link');
  await guide.go('/evaluation', 'lectern-model-evaluation-page h1', 'evaluation-empty');
  await file.setInputFiles(evaluation);
  await page.locator('lectern-evaluation-result svg').nth(1).waitFor();
  await guide.see('evaluation');
  await guide.print('evaluation');
  await guide.go('/analyse', 'lectern-analyse-file-page h1', 'analyse-empty');
  await file.setInputFiles({ name: 'reads.csv', mimeType: 'text/csv', buffer: Buffer.from('case;reader\n1;2\n') });
  await page.locator('[role="alert"]').waitFor();
  await guide.see('analyse-refused');
  await file.setInputFiles(mrmcFile ?? { name: 'reads.csv', mimeType: 'text/csv', buffer: Buffer.from(readsCsv()) });
  await page.locator('lectern-file-result svg').first().waitFor();
  await guide.see('analyse');
  await guide.print('analyse');
  await guide.go('/power', 'td.enough, td.number', 'power');
}
