import type { Locator, Page } from 'playwright-core';
import { outlineOn } from './ai-outline.js';
import type { Guide } from './guide.js';
import { READ, READY, ReadingForm } from './reading-form.js';
import { SITTER } from './tour-studies.js';

/** The reading room from the first link to the last read, by keyboard, with every screen that lies over it. */
export class ReadingWalk {
  private readonly page: Page;
  private readonly seen = new Set<string>();
  private readonly form: ReadingForm;

  constructor(private readonly guide: Guide) {
    this.page = guide.page;
    this.form = new ReadingForm(guide.page);
  }

  /** Documents, and the session that is ready. */
  async prepare(link: string): Promise<void> {
    await this.guide.go(link, 'lectern-documents-form form', 'reading-documents');
    for (const box of await this.page.locator('lectern-documents-form input[type="checkbox"]').all()) await box.check();
    await this.page.locator('lectern-documents-form form input').fill(SITTER);
    await this.page.locator('lectern-documents-form button.primary:enabled').click();
    await this.page.locator(READY).waitFor();
    await this.guide.see('reading-ready');
  }

  /** Reads to the end; looks at each kind of read once. */
  async readAll(): Promise<void> {
    while (await this.goOn()) await this.readOne();
    await this.guide.see('reading-finished');
  }

  private async readOne(): Promise<void> {
    const aided = (await this.page.locator('.room.aided').count()) > 0;
    const practice = (await this.page.locator('aside header .row .small:not(.muted)').count()) > 0;
    const told = (await this.page.locator('aside header .note').count()) > 0 ? '-feedback' : '';
    const found = aided && Number(await this.page.locator('lectern-ai-box strong').first().innerText()) > 0.5 ? '-found' : ''; // prettier-ignore
    const kind = `reading-${practice ? 'practice' : 'study'}-${aided ? 'aided' : 'unaided'}${found}${told}`;
    const isNew = !this.seen.has(kind);
    this.seen.add(kind);
    if (isNew) await this.guide.see(kind);
    if (isNew && kind === 'reading-study-unaided') await this.missing();
    await this.form.give(aided);
    if (isNew && aided && !practice) await this.mark();
    if (isNew) await this.guide.see(`${kind}-answered`);
    if (isNew && kind === 'reading-study-unaided') await this.screensOver();
    await this.form.submit();
  }

  /** Handed in with nothing answered: the form says what is missing. */
  private async missing(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.page.locator('lectern-answer-panel .missing p').waitFor();
    await this.guide.see('reading-missing');
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  /** What may lie over an open read. */
  private async screensOver(): Promise<void> {
    await this.guide.dialog(() => this.page.keyboard.press('?'), 'reading-keys');
    await this.guide.dialog(() => this.page.keyboard.press('i'), 'reading-instructions');
    await this.guide.ask('aside .bar button:nth-of-type(3)', 'reading-problem');
    await this.page.keyboard.press('p');
    await this.page.locator('.cover').waitFor();
    await this.guide.see('reading-paused');
    await this.page.keyboard.press('p');
    await this.page.locator('.cover').waitFor({ state: 'detached' });
    await this.offline();
    await this.twice();
  }

  private async offline(): Promise<void> {
    const context = this.page.context();
    await context.setOffline(true);
    await this.page.keyboard.press('y');
    await this.page.locator('aside .connection').waitFor();
    await this.guide.see('reading-offline');
    await context.setOffline(false);
    await this.page.locator('aside .connection').waitFor({ state: 'detached' });
    await this.page.keyboard.press('n');
  }

  /** Opens the read in a second page, which takes it over, and takes it back. */
  private async twice(): Promise<void> {
    const other = await this.page.context().newPage();
    await other.goto(this.page.url());
    await other.locator(READ).waitFor();
    await this.page.bringToFront();
    await this.page.keyboard.press('y');
    await this.page.locator('.cover button').waitFor();
    await this.guide.see('reading-elsewhere');
    await other.close();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.cover').waitFor({ state: 'detached' });
    await this.page.locator(READ).waitFor();
    await this.form.give(false);
  }

  /** Begins the session that is due, if one is. @returns whether a read stands there */
  private async goOn(): Promise<boolean> {
    const over = this.page.locator('lectern-waiting-screen:not(:has(lectern-screen-check))');
    await this.page.locator(READY).or(this.page.locator(READ)).or(over).first().waitFor();
    if ((await over.count()) && !(await this.page.locator(READ).count())) return false;
    await this.form.begin();
    return true;
  }

  /** A point in the first stack and an outline in the second, as two findings. */
  private async mark(): Promise<void> {
    const findings = this.page.locator('lectern-findings-field .finding');
    await this.toolOf('point');
    await this.page.mouse.click(...(await outlineOn(this.pane(0))));
    await findings.first().waitFor();
    await this.form.rate('90');
    await this.toolOf('mask');
    const [x, y] = await outlineOn(this.pane(1));
    const at = (turn: number): [number, number] => [x + 18 * Math.cos(turn), y + 14 * Math.sin(turn)];
    await this.page.mouse.move(...at(0));
    await this.page.mouse.down();
    for (let step = 1; step <= 24; step++) await this.page.mouse.move(...at((step / 24) * 2 * Math.PI));
    await this.page.mouse.up();
    await findings.nth(1).waitFor();
    await this.form.rate('60');
  }

  private pane(stack: number): Locator {
    return this.page.frameLocator('iframe').locator('.pane').nth(stack);
  }

  private async toolOf(tool: string): Promise<void> {
    const images = this.page.frameLocator('iframe').locator('#lectern-images');
    for (let presses = 0; (await images.getAttribute('data-tool')) !== tool; presses++) {
      if (presses > 9) throw new Error(`No key leads to the tool ${tool}`);
      const before = (await images.getAttribute('data-tool')) ?? '';
      await this.page.keyboard.press('f');
      await this.page.frameLocator('iframe').locator(`#lectern-images:not([data-tool="${before}"])`).waitFor();
    }
  }
}
