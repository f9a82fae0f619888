import type { Page } from 'playwright-core';

export const READ = 'lectern-answer-panel footer button.primary:enabled';
export const READY = 'lectern-waiting-screen button.primary:enabled';

/** The answers of a read, given by keyboard. */
export class ReadingForm {
  constructor(private readonly page: Page) {}

  /** Begins the session that is ready, or goes on with the read that stands there. */
  async begin(): Promise<void> {
    await this.page.locator(READY).or(this.page.locator(READ)).first().waitFor();
    if (await this.page.locator(READY).count()) await this.page.keyboard.press('Enter');
    await this.stands();
  }

  /** Waits until the case can be read. */
  async stands(): Promise<void> {
    await this.page.locator(READ).waitFor();
    await this.page.frameLocator('iframe').locator('#lectern-images[data-state="shown"]').waitFor();
    await this.page.locator('.loading').waitFor({ state: 'detached' });
    await this.page.locator('lectern-answer-panel fieldset:enabled').first().waitFor();
  }

  async give(present: boolean): Promise<void> {
    await this.page.keyboard.press(present ? 'y' : 'n');
    await this.rate('72');
    await this.page.keyboard.press('4');
    await this.page.locator('[data-question="confidence"] input:checked').waitFor({ state: 'attached' });
    if (!present) return;
    await this.page.keyboard.press('2');
    await this.page.locator('[data-question="grade"] input:checked').waitFor({ state: 'attached' });
  }

  /** Types a rating into the number field that the form has chosen, and leaves it. */
  async rate(rating: string): Promise<void> {
    await this.page.keyboard.type(rating);
    await this.page.waitForFunction(
      (typed) => [...document.querySelectorAll<HTMLInputElement>('[data-number]')].some(({ value }) => value === typed),
      rating,
    );
    await this.page.keyboard.press('Enter');
  }

  /** Hands the read in and waits until something else stands there: another case, another condition, or no read. */
  async submit(): Promise<void> {
    await this.page.locator(READ).waitFor();
    const before = await this.page.evaluate(whatStands);
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.page.keyboard.press('Enter');
    await this.page.waitForFunction(
      (known) => (document.querySelector('aside header')?.textContent ?? '') !== known,
      before,
    );
  }
}

/** Runs in the page: what the head of the form says of the read. */
function whatStands(): string {
  return document.querySelector('aside header')?.textContent ?? '';
}
