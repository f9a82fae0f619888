import type { Page } from 'playwright-core';

/** Four words of Latin letters on end: a sentence, where names, units and codes are shorter. */
const SENTENCE = /[A-Za-z][a-z’']+(?:[ ,;:]+[A-Za-z][a-z’'-]*){3,}/;
/** A work by its authors, journal and year is cited alike in every language. */
const CITATION = /[A-Z][\w'’&.,()\- ]*?\b(?:19|20)\d\d\b/g;

/** Turns pages to Chinese and back, where they stand, opens each dialog that they offer, and keeps every sentence that stays in Latin letters. */
export class ChinesePages {
  readonly foreign: string[] = [];
  /** Parts of pages whose buttons opened a dialog. */
  readonly dialogs = new Set<string>();

  /** @param own texts that people and the protocol wrote: theirs, in whatever language */
  constructor(private readonly own: readonly string[]) {}

  async look(page: Page, name: string): Promise<void> {
    await speak(page, 'zh');
    await this.keepForeign(page, name);
    await this.openDialogs(page, name);
    await speak(page, 'en');
  }

  /** One after the other, of those that rows have alike the first; nothing is confirmed. */
  private async openDialogs(page: Page, name: string): Promise<void> {
    const folded = await page.evaluate(unfold);
    const openers = page.locator('button[aria-haspopup="dialog"]');
    for (const { at, part, says } of await openers.evaluateAll(firstOfEach)) {
      await openers.nth(at).click();
      await page.locator('dialog[open]').waitFor();
      await page.locator('dialog [role="status"]').waitFor({ state: 'detached' }); // what it is about is there
      this.dialogs.add(part);
      await this.keepForeign(page, `${name}, dialog of ${part} ${says}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.evaluate(fold, folded);
  }

  private async keepForeign(page: Page, name: string): Promise<void> {
    for (const text of await textsOf(page)) {
      const rest = this.own.reduce((left, theirs) => left.replaceAll(theirs, ''), text).replaceAll(CITATION, '');
      if (SENTENCE.test(rest)) this.foreign.push(`${name}: ${text}`);
    }
  }
}

/** Opens what is folded. @returns places of what was */
function unfold(): number[] {
  const all = [...document.querySelectorAll('details')];
  const folded = all.flatMap(({ open }, at) => (open ? [] : [at]));
  for (const at of folded) all[at]!.open = true;
  return folded;
}

function fold(places: readonly number[]): void {
  const all = [...document.querySelectorAll('details')];
  for (const at of places) if (all[at]) all[at].open = false;
}

/** The buttons that can be pressed, by their place: the first of those that say the same, but for numbers, in the same part of the page. */
function firstOfEach(buttons: readonly Element[]): { at: number; part: string; says: string }[] {
  const seen = new Set<string>();
  return buttons.flatMap((button, at) => {
    if (!button.checkVisibility() || (button as HTMLButtonElement).disabled) return [];
    let part: Element | null = button;
    while (part && !part.localName.startsWith('lectern-')) part = part.parentElement;
    const [name, says] = [part?.localName ?? '', button.textContent.trim()];
    const alike = `${name} ${says.replace(/\d+/g, '')}`;
    if (seen.has(alike)) return [];
    seen.add(alike);
    return [{ at, part: name, says }];
  });
}

/** The choice stands in the console's head, and in the reading room in the list of keys. */
async function speak(page: Page, code: 'en' | 'zh'): Promise<void> {
  const choice = page.locator('lectern-language-choice select');
  const isInDialog = (await choice.count()) === 0;
  if (isInDialog) await page.keyboard.press('?');
  await choice.first().selectOption(code);
  await page.waitForFunction((language) => document.documentElement.lang.startsWith(language), code);
  if (!isInDialog) return;
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

/** What stands on the page and in its frames, folded parts as well, and what controls are called. */
async function textsOf(page: Page): Promise<string[]> {
  const own = page.frames().filter((frame) => !frame.url().endsWith('/report.html')); // that is a document, in the language of the study
  const frames = await Promise.all(own.map((frame) => frame.evaluate(collectTexts)));
  return [...new Set(frames.flat())];
}

function collectTexts(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('code, kbd, pre, textarea, script, style, noscript, [lang]:not(html)'))
      texts.push(node.textContent?.replace(/\s+/g, ' ').trim() ?? '');
  for (const labelled of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(labelled.getAttribute(name) ?? '');
  return texts;
}
