import type { Page } from 'playwright-core';

/** Four words of Latin letters on end: a sentence, where names, units and codes are shorter. */
const SENTENCE = /[A-Za-z][a-z’']+(?:[ ,;:]+[A-Za-z][a-z’'-]*){3,}/;
/** A work by its authors, journal and year is cited alike in every language. */
const CITATION = /[A-Z][\w'’&.,()\- ]*?\b(?:19|20)\d\d\b/g;

/** Turns pages to Chinese and back, where they stand, and keeps every sentence that stays in Latin letters. */
export class ChinesePages {
  readonly foreign: string[] = [];

  /** @param own texts that people and the protocol wrote: theirs, in whatever language */
  constructor(private readonly own: readonly string[]) {}

  async look(page: Page, name: string): Promise<void> {
    await speak(page, 'zh');
    for (const text of await textsOf(page)) {
      const rest = this.own.reduce((left, theirs) => left.replaceAll(theirs, ''), text).replaceAll(CITATION, '');
      if (SENTENCE.test(rest)) this.foreign.push(`${name}: ${text}`);
    }
    await speak(page, 'en');
  }
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
