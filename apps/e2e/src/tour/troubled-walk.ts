import type { Guide } from './guide.js';
import type { TroubledStudy } from './held-up-readers.js';
import { READ, ReadingForm } from './reading-form.js';

const PIXELS = '**/frames/**';

/** A reader in whose reads images fail, connections break, and the coordinator steps in. */
export class TroubledWalk {
  private readonly form: ReadingForm;

  constructor(
    private readonly guide: Guide,
    private readonly troubled: TroubledStudy,
  ) {
    this.form = new ReadingForm(guide.page);
  }

  async walk(): Promise<void> {
    await this.guide.open(this.troubled.link, 'lectern-waiting-screen button.primary:enabled');
    await this.practice();
    await this.stages();
    await this.coordinatorStepsIn();
  }

  /** The network gives out before the first image, and comes back. The case is one that the first AI does not know. */
  private async practice(): Promise<void> {
    const { page } = this.guide;
    await page.context().route(PIXELS, (route) => route.abort('internetdisconnected'));
    await page.keyboard.press('Enter');
    await page.locator('.over[role="alert"]').waitFor();
    await this.guide.see('reading-images-failed');
    await page.context().unroute(PIXELS);
    await page.locator('.over button').click();
    for (let stage = 1; stage <= 3; stage++) {
      await this.form.stands();
      if (stage === 2) await this.guide.see('reading-out-of-distribution');
      if (stage === 1) await this.form.give(true); // the stages after it begin with this answer
      await this.form.submit();
    }
  }

  /** A case in three stages: the first is handed in without a connection, in the second the reader is signed out, in the third the AI has nothing. */
  private async stages(): Promise<void> {
    const { guide, form } = this;
    const { page } = guide;
    await form.begin();
    await guide.see('reading-first-stage');
    await form.give(false);
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.locator('aside .connection').waitFor();
    await guide.see('reading-lost-submitting');
    await page.context().setOffline(false);
    await page.locator('.room.aided').waitFor();
    await form.stands();
    await guide.see('reading-second-stage');
    await this.signedOut();
    await form.submit();
    await form.stands();
    await guide.see('reading-ai-unavailable');
    await form.submit();
  }

  private async signedOut(): Promise<void> {
    const { page } = this.guide;
    await page.context().clearCookies();
    await page.keyboard.press('n');
    await page.locator('aside .connection').waitFor();
    await this.guide.see('reading-signed-out');
    const other = await page.context().newPage(); // a way in leads to the open read and takes it over
    await other.goto(await this.troubled.newLink());
    await other.locator(READ).waitFor();
    await other.close();
    await page.bringToFront();
    await page.locator('.cover button').click(); // what waited was sent by itself, too late
    await page.locator('.cover').waitFor({ state: 'detached' });
    await this.form.stands();
  }

  /** The open case is excused and an earlier one opened again; while that is read, data entry ends. */
  private async coordinatorStepsIn(): Promise<void> {
    const { guide, form } = this;
    const { page } = guide;
    await form.stands();
    await this.troubled.reopenAndExcuse();
    await this.refused('reading-excused');
    await form.begin();
    await guide.see('reading-again');
    await this.troubled.lock();
    await this.refused('reading-locked-meanwhile');
    await page.locator('lectern-waiting-screen footer').waitFor();
    await guide.see('reading-closed');
  }

  /** An answer that the record no longer takes. */
  private async refused(name: string): Promise<void> {
    const { page } = this.guide;
    await page.keyboard.press('y');
    await page.locator('lectern-waiting-screen [role="alert"]').waitFor();
    await this.guide.see(name);
    await page.locator('lectern-waiting-screen lectern-problem-note + div button').click();
    await page.locator('lectern-waiting-screen [role="alert"]').waitFor({ state: 'detached' });
  }
}
