import type { Browser, Page } from 'playwright-core';

const PATIENCE = 90_000; // ms; nothing waits this long where all is well
const password = 'a coordinator at the screen';

/** A coordinator before the browser: everything is done on the pages. */
export class CoordinatorAtScreen {
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  static async signIn(browser: Browser, link: string): Promise<CoordinatorAtScreen> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Studies' }).waitFor();
    return new CoordinatorAtScreen(page);
  }

  /** Sets the password by which records are signed. */
  async choosePassword(): Promise<void> {
    await this.page.locator('a.name').click();
    await this.page.locator('input[autocomplete="username"]').fill('coordinator');
    await this.page.locator('input[autocomplete="new-password"]').fill(password);
    await this.page.locator('form button.primary').click();
    await this.page.locator('.note.good').waitFor();
  }

  /** Writes the protocol into the wizard's text and changes its title in the form. @returns the text that stands there then */
  async planStudy(protocol: string, title: string): Promise<string> {
    await this.page.getByRole('link', { name: 'Studies', exact: true }).click();
    await this.page.getByRole('link', { name: 'New study' }).click();
    const text = this.page.locator('lectern-yaml-editor textarea');
    await text.fill(protocol);
    const field = this.page.locator('lectern-schema-field input').first();
    await field.fill(title);
    await field.blur();
    return text.inputValue();
  }

  async createStudy(): Promise<void> {
    await this.page.getByRole('button', { name: 'Create study' }).click();
    await this.page.locator('lectern-study-page h1').waitFor();
  }

  async open(section: string): Promise<void> {
    await this.page.locator('nav.sections').getByRole('link', { name: section }).click();
  }

  /** Changes the text of the protocol of a draft. */
  async changePlan(from: string, to: string): Promise<void> {
    await this.open('Plan');
    await this.page.getByRole('link', { name: 'Change the protocol' }).click();
    const text = this.page.locator('lectern-yaml-editor textarea');
    await text.waitFor();
    await text.fill((await text.inputValue()).replace(from, to));
    await this.page.getByRole('button', { name: 'Save as a new version' }).click();
    await this.page.getByRole('heading', { name: 'Version 2' }).waitFor();
  }

  /** Resolves the one problem that is open. */
  async resolveProblem(outcome: string, note: string): Promise<void> {
    await this.open('Progress');
    await this.page.getByRole('button', { name: 'Resolve …' }).click();
    await this.page.getByRole('radio', { name: outcome }).check();
    await this.giveReason(note, 'Resolve');
    await this.page.locator('lectern-problems-panel td', { hasText: note }).waitFor();
  }

  async recordDeviation(text: string): Promise<void> {
    await this.open('Record');
    await this.page.getByRole('button', { name: 'Record a deviation …' }).click();
    await this.giveReason(text, 'Record it');
    await this.page.locator('lectern-deviations-panel td', { hasText: text }).waitFor();
  }

  /** Makes a token by which a program may send cases, and revokes it with a reason. */
  async makeAndRevokeToken(name: string, reason: string): Promise<void> {
    await this.open('Cases');
    const senders = this.page.locator('lectern-senders');
    await senders.locator('summary').click();
    await senders.locator('form input').first().fill(name);
    await senders.getByRole('button', { name: 'Make a token' }).click();
    await senders.getByRole('button', { name: 'Revoke', exact: true }).click();
    await this.page
      .locator('dialog')
      .getByRole('heading', { name: `Revoke the token of ${name}` })
      .waitFor();
    await this.giveReason(reason, 'Revoke');
    await senders.getByText('revoked', { exact: true }).waitFor();
  }

  private async giveReason(text: string, submit: string): Promise<void> {
    await this.page.locator('dialog textarea').fill(text);
    await this.page.locator('dialog').getByRole('button', { name: submit, exact: true }).click();
    await this.page.locator('dialog').waitFor({ state: 'detached' });
  }

  /** @param folder holds one subfolder a case */
  async uploadCases(folder: string, count: number): Promise<void> {
    await this.open('Cases');
    await this.page.locator('input[webkitdirectory]').setInputFiles(folder);
    await this.page.getByRole('button', { name: 'Upload', exact: true }).click();
    await this.page
      .locator('tbody .pill.warn', { hasText: 'to look at' })
      .nth(count - 1)
      .waitFor();
  }

  /** Looks at every contact sheet and accepts the case, by keyboard. */
  async lookAtCases(count: number, atFirst: () => Promise<void>): Promise<void> {
    await this.page.keyboard.press('c');
    for (let seen = 0; seen < count; seen++) {
      await this.page.locator('lectern-case-page button.primary:enabled').waitFor();
      if (seen === 0) await atFirst();
      await this.page.keyboard.press('a');
      const left = count - seen - 1;
      const said = left === 0 ? 'Every case was looked at.' : left === 1 ? '1 case waits' : `${left} cases wait`;
      await this.page.getByRole('status').getByText(said).waitFor();
    }
    await this.open('Cases');
    await this.page
      .locator('tbody .pill.good', { hasText: 'ready' })
      .nth(count - 1)
      .waitFor();
  }

  async importTruth(csv: string): Promise<void> {
    await this.open('Truth');
    const file = { name: 'reference.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await this.page.locator('lectern-reference-upload input[type="file"]').setInputFiles(file);
    await this.page.getByText('rows imported').waitFor();
  }

  /** @returns the link that the page shows once */
  async invite(name: string): Promise<string> {
    await this.open('Readers');
    await this.page.locator('form input').first().fill(name);
    await this.page.locator('form button.primary').click();
    return this.page.locator('lectern-copy-field input').inputValue();
  }

  async freeze(): Promise<void> {
    await this.open('Plan');
    await this.page.locator('lectern-freeze-panel button.primary:enabled').click();
    await this.page.locator('dialog input[type="password"]').fill(password);
    await this.page.locator('dialog button.primary:enabled').click();
    await this.page.locator('lectern-fixed-plan').waitFor();
  }

  async lock(reason: string): Promise<void> {
    await this.open('Progress');
    await this.page.locator('lectern-lock-panel button.danger').click();
    await this.page.locator('dialog textarea').first().fill(reason);
    await this.page.locator('dialog input[type="checkbox"]').check();
    await this.page.locator('dialog input[type="password"]').fill(password);
    await this.page.locator('dialog button.danger:enabled').click();
    await this.page.locator('header .pill', { hasText: 'Analysed' }).waitFor();
  }
}
