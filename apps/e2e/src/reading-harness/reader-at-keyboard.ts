import type { BrowserContext, Page } from 'playwright-core';

const PATIENCE = 90_000; // ms

/** A reader who has no pointer. */
export class ReaderAtKeyboard {
  private constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE);
  }

  /** Opens an address: the sign-in link, or the reading page of whoever is signed in already. */
  static async open(context: BrowserContext, address: string): Promise<ReaderAtKeyboard> {
    return this.at(await context.newPage(), address);
  }

  static async at(page: Page, address: string): Promise<ReaderAtKeyboard> {
    await page.goto(address);
    return new ReaderAtKeyboard(page);
  }

  async begin(): Promise<void> {
    await this.page.locator('lectern-waiting-screen button.primary:enabled').waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the images of the open read stand there. @returns the opaque label of its case */
  async seeCase(after = ''): Promise<string> {
    const label = this.page.locator('aside header .muted.small').last();
    await this.page.waitForFunction(
      ([before]) => {
        const labels = document.querySelectorAll('aside header .muted.small');
        return labels.length > 0 && labels[labels.length - 1]?.textContent?.trim() !== before;
      },
      [after] as const,
    );
    await this.page.frameLocator('iframe').locator('#lectern-images[data-state="shown"]').waitFor();
    return (await label.innerText()).trim();
  }

  /** Nothing there, so sure, so likely: no finding is asked for then. */
  async answer(likelihood: number, confidence: number): Promise<void> {
    await this.page.locator('lectern-answer-panel fieldset:enabled').first().waitFor();
    await this.page.keyboard.press('n');
    await this.page.keyboard.type(String(likelihood));
    await this.page.waitForFunction(
      (text) => document.querySelector<HTMLInputElement>('lectern-rating-field [data-number]')?.value === text,
      String(likelihood),
    );
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press(String(confidence));
    await this.page.locator('[data-question="confidence"] input:checked').waitFor({ state: 'attached' });
  }

  /** Waits until the form holds a decision, a likelihood and a confidence. @throws Error with what it holds instead */
  async holds(expected: readonly (string | null)[]): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (let held = await this.given(); JSON.stringify(held) !== JSON.stringify(expected); held = await this.given()) {
      if (Date.now() > end) throw new Error(`The form holds ${JSON.stringify(held)}, not ${JSON.stringify(expected)}`);
      await this.page.waitForTimeout(50);
    }
  }

  private async given(): Promise<(string | null)[]> {
    const checked = (question: string) =>
      this.page.evaluate(
        (id) =>
          document.querySelector(`[data-question="${id}"] input:checked`)?.closest('label')?.querySelector('kbd')
            ?.textContent ?? null,
        question,
      );
    const likelihood = await this.page.locator('lectern-rating-field [data-number]').inputValue();
    return [await checked('present'), likelihood, await checked('confidence')];
  }

  /** Waits until every answer is with the server; a text given as a string would match "Not saved yet" too. */
  async saved(): Promise<void> {
    await this.page.locator('lectern-answer-panel footer [role="status"]', { hasText: /^\s*Saved \d/ }).waitFor();
  }

  /** Says what is wrong; the field has the focus when its dialog opens. */
  async writeReport(text: string): Promise<void> {
    await this.page.keyboard.press('b');
    await this.page.locator('dialog textarea:focus').waitFor();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Tab');
  }

  async sendReport(): Promise<void> {
    await this.page.locator('dialog button.primary:enabled').waitFor();
    await this.page.locator('dialog button.primary').focus(); // a button that was disabled while it sent has lost it
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the page takes the open read in: a second press of the key before has no effect on it. */
  async maySubmit(): Promise<void> {
    await this.page.locator('lectern-answer-panel footer button.primary:enabled').waitFor();
  }

  async submit(): Promise<void> {
    await this.maySubmit();
    await this.page.keyboard.press('Enter');
  }
}
