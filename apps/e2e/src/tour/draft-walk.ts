import { largeExamination } from '../reading-harness/uploader-at-screen.js';
import type { Guide } from './guide.js';

/** A study in preparation, as its coordinator opens its pages. */
export class DraftWalk {
  private readonly at: string;

  constructor(
    private readonly guide: Guide,
    study: string,
  ) {
    this.at = `/studies/${study}`;
  }

  async walk(): Promise<void> {
    const { guide, at } = this;
    await guide.go(at, 'lectern-progress-page .card', 'draft-progress');
    await guide.go(`${at}/plan`, 'lectern-freeze-panel', 'draft-plan');
    await guide.ask('lectern-clone-panel button', 'draft-plan-clone');
    await guide.go(`${at}/plan/edit`, 'lectern-schema-field input', 'draft-plan-edit');
    await this.cases();
    await this.waysIn();
    await this.truth();
    await guide.go(`${at}/readers`, 'lectern-members-panel li', 'draft-readers');
    await this.members();
    await guide.go(`${at}/record`, 'lectern-record-page tbody tr', 'draft-record');
    await guide.go(`${at}/analysis`, 'lectern-analysis-page .door', 'draft-analysis');
  }

  private async cases(): Promise<void> {
    const { guide, at } = this;
    const { page } = guide;
    await guide.go(`${at}/cases`, 'lectern-cases-page tbody .pill.warn', 'draft-cases');
    const last = (await page.locator('lectern-case-filter-bar select').nth(1).locator('option').count()) - 1; // unlike the images that the model knows
    await page.locator('lectern-case-filter-bar select').nth(1).selectOption({ index: last });
    await page.locator('lectern-case-filter-bar [role="status"]').waitFor();
    await page.locator('lectern-case-thumbnail .pictures').first().focus();
    await guide.see('draft-cases-filtered');
    await guide.open(`${at}/cases`, 'lectern-cases-page tbody .pill.warn');
    await page.locator('lectern-cases-page thead input[type="checkbox"]').check();
    await guide.ask('lectern-cases-page a.button.primary + button:enabled', 'draft-cases-accept');
    await page.keyboard.press('c');
    await page.locator('lectern-case-page button.primary:enabled').waitFor();
    await guide.see('draft-case');
    await guide.ask('lectern-contact-sheet button.picture', 'draft-case-slice');
    await guide.dialog(() => page.keyboard.press('r'), 'draft-case-refuse');
  }

  private async waysIn(): Promise<void> {
    const { guide, at } = this;
    const { page } = guide;
    await guide.open(`${at}/cases`, 'lectern-cases-page tbody .pill.warn');
    await guide.unfold('lectern-senders details');
    await guide.see('draft-cases-senders');
    await guide.open(`${at}/cases`, 'lectern-cases-page tbody .pill.warn');
    await guide.unfold('lectern-pull-cases details');
    if (await page.locator('lectern-pull-cases select[name="server"]').count()) {
      await page.locator('lectern-pull-cases form button[type="submit"]').first().click();
      await page.locator('lectern-pull-cases tbody tr').first().waitFor();
    }
    await guide.see('draft-cases-fetching');
    await this.uploading();
    await this.aiImport();
  }

  /** One part of an upload on its way for as long as it is looked at, and then broken off. */
  private async uploading(): Promise<void> {
    const { guide, at } = this;
    const { page } = guide;
    const large = largeExamination('large');
    await guide.open(`${at}/cases`, 'lectern-cases-page tbody .pill.warn');
    await page.route('**/uploads/*', (route) =>
      Number(route.request().headers()['upload-offset'] ?? 0) > 0 ? undefined : route.continue(),
    );
    await page.locator('input[webkitdirectory]').setInputFiles(large.folder);
    await page.locator('lectern-case-upload button.primary').waitFor();
    await guide.see('draft-cases-chosen');
    const sent = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await page.locator('lectern-case-upload button.primary').click();
    await sent;
    await guide.see('draft-cases-uploading');
    await page.locator('lectern-case-upload button').last().click();
    await page.locator('lectern-unfinished-uploads button').waitFor();
    await guide.see('draft-cases-broken-off');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    large.remove();
  }

  private async aiImport(): Promise<void> {
    const { guide, at } = this;
    const { page } = guide;
    await guide.open(`${at}/cases`, 'lectern-cases-page tbody .pill.warn');
    const label = await page.locator('lectern-cases-page tbody th').first().innerText();
    await guide.unfold('lectern-ai-import details');
    const fields = page.locator('lectern-ai-import input:not([type="file"])');
    await fields.nth(1).fill('9.0.0');
    await fields.nth(2).fill('A group elsewhere');
    const files = page.locator('lectern-ai-import input[type="file"]');
    const csv = (text: string) => ({ name: 'scores.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await files.setInputFiles(csv('case,score\nnobody,0.5\n'));
    await page.locator('lectern-ai-import [role="alert"]').waitFor();
    await guide.see('draft-ai-import-refused');
    await files.setInputFiles(csv(`case,score\n${label},0.875\n`));
    await page.locator('lectern-ai-import [role="status"]').waitFor();
    await guide.see('draft-ai-import');
  }

  private async truth(): Promise<void> {
    const { guide, at } = this;
    await guide.go(`${at}/truth`, 'lectern-truthing-panel tbody tr', 'draft-truth');
    const buffer = Buffer.from('case,positive\nnobody,0\n');
    await guide.page
      .locator('lectern-reference-upload input[type="file"]')
      .setInputFiles({ name: 'reference.csv', mimeType: 'text/csv', buffer });
    await guide.page.locator('lectern-truth-page [role="alert"]').first().waitFor();
    await guide.see('draft-truth-refused');
  }

  private async members(): Promise<void> {
    const { guide } = this;
    const panel = guide.page.locator('lectern-members-panel');
    await guide.ask('lectern-members-panel li button', 'draft-members-remove');
    await guide.ask('lectern-members-panel > section > div:last-child button', 'draft-members-admit');
    await panel.locator('form input').first().fill('Dr Amara Okafor');
    await panel.locator('form button').click();
    await panel.locator('lectern-one-time-link').waitFor();
    await guide.see('draft-members-invited');
  }
}
