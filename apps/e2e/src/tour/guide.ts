import type { Page } from 'playwright-core';
import type { Room, Witness } from './witness.js';

/** Leads a page from state to state and shows each to the witness. Places are found by what they are, never by their words: it works in each language. */
export class Guide {
  constructor(
    readonly page: Page,
    private readonly witness: Witness,
    private readonly room: Room = 'console',
  ) {}

  /** Opens an address of the installation and waits until what is named is there. */
  async open(path: string, shows: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
    await this.page.locator(shows).first().waitFor();
  }

  /** Opens an address and looks. */
  async go(path: string, shows: string, name: string): Promise<void> {
    await this.open(path, shows);
    await this.see(name);
  }

  async see(name: string): Promise<void> {
    await this.page.waitForFunction(isThere);
    await this.witness.see(this.page, name, this.room);
  }

  async print(name: string): Promise<void> {
    await this.page.waitForFunction(isThere);
    await this.witness.print(this.page, name);
  }

  /** Opens everything that folds. */
  async unfold(details: string): Promise<void> {
    const closed = this.page.locator(`${details}:not([open]) > summary:visible`);
    while ((await closed.count()) > 0) await closed.first().click();
  }

  /** Looks at the dialog that an act opens, and closes it. */
  async dialog(act: () => Promise<void>, name: string): Promise<void> {
    await act();
    await this.page.locator('dialog[open]').waitFor();
    await this.see(name);
    await this.page.keyboard.press('Escape');
    await this.page.locator('dialog').waitFor({ state: 'detached' });
  }

  /** Looks at the dialog that a button opens. */
  ask(button: string, name: string): Promise<void> {
    return this.dialog(() => this.page.locator(button).first().click(), name);
  }
}

/** Runs in the page: nothing says that it is loading, and every picture that is due has come. */
function isThere(): boolean {
  const waiting = [...document.querySelectorAll('p[role="status"]')];
  const images = [...document.images].filter((image) => image.checkVisibility() && image.loading !== 'lazy');
  return !waiting.some((said) => said.textContent.trim().endsWith('…')) && images.every(({ complete }) => complete);
}
