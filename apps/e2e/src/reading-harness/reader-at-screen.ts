import type { OpenRead, ReadingState, Submission, ViewerEventBody } from '@lectern/contracts';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { brightSpot } from '../viewer-harness/screen.js';
import { everythingStored } from './browser-storage.js';
import { Traffic, opensRead } from './traffic.js';

const PATIENCE = 60_000; // ms; nothing waits this long where all is well

/** A reader before the browser: looks at the screen, points, and presses keys; waits for what a person would see before going on. */
export class ReaderAtScreen {
  readonly traffic: Traffic;
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    this.traffic = new Traffic(page);
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
  }

  /** Signs in by the one-time link; ends where the session can be begun. */
  static async signIn(browser: Browser, link: string): Promise<ReaderAtScreen> {
    const reader = new ReaderAtScreen(await browser.newPage({ viewport: { width: 1500, height: 800 } }));
    await reader.page.goto(link);
    return reader;
  }

  /** Before a page that another has opened. */
  static at(page: Page): ReaderAtScreen {
    return new ReaderAtScreen(page);
  }

  private get viewer(): FrameLocator {
    return this.page.frameLocator('iframe');
  }

  /** Begins the session that is due, once its page offers it. */
  async begin(): Promise<ReadingState> {
    await this.page.locator('lectern-waiting-screen button.primary:enabled').waitFor();
    return this.nextState(() => this.page.keyboard.press('Enter'));
  }

  /** Waits until the images of this read are on screen. */
  async see(read: OpenRead): Promise<void> {
    await this.page.locator('aside header', { hasText: read.caseLabel }).waitFor();
    await this.page.locator('.loading').waitFor({ state: 'detached' });
    await this.viewer.locator('#lectern-images[data-state="shown"]').waitFor();
  }

  paneCount(): Promise<number> {
    return this.viewer.locator('.pane:visible').count();
  }

  overlayCount(): Promise<number> {
    return this.viewer.locator('canvas.overlay:visible').count();
  }

  /** Waits until the AI's outline lies on every stack. */
  async seeOverlay(): Promise<void> {
    await this.viewer.locator('canvas.overlay:visible').nth(2).waitFor();
  }

  /** Presses the keys of the viewer one after another and waits for what each does; ends as it began. */
  async tryViewerKeys(): Promise<void> {
    const images = '#lectern-images';
    const steps: readonly (readonly [key: string, shows: string])[] = [
      ['ArrowRight', '.pane:nth-child(2)[data-active]'],
      ['l', `${images}[data-layout="focus"] .pane:nth-child(2)[data-place="large"]`],
      ['ArrowLeft', '.pane:nth-child(1)[data-active][data-place="large"]'],
      ['l', `${images}[data-layout="single"]`],
      ['l', `${images}[data-layout="row"]`],
      ['x', `${images}[data-lines] .approximate:visible`],
      ['x', `${images}:not([data-lines])`],
      ...(['c:crosshair', 'm:length', 's:scroll', 'z:zoom', 'g:pan', 'w:window'] as const).map((each) => {
        const [key, tool] = each.split(':') as [string, string];
        return [key, `${images}[data-tool="${tool}"]`] as const;
      }),
    ];
    for (const [key, shows] of steps) {
      await this.page.keyboard.press(key);
      await this.viewer.locator(shows).first().waitFor();
    }
  }

  /** Says to the page what a viewer might, from the viewer itself or from another frame of its origin, and waits until it was said. */
  async sayFrom(speaker: 'viewer' | 'stranger', event: ViewerEventBody): Promise<void> {
    if (speaker === 'stranger')
      await this.page.evaluate(() =>
        document.body.append(Object.assign(document.createElement('iframe'), { name: 'stranger' })),
      );
    const frame = this.page
      .frames()
      .find((each) => (speaker === 'viewer' ? each.url().includes('/ohif/') : each.name() === speaker));
    await frame?.evaluate(
      (message) => {
        const said = new Promise((done) => parent.addEventListener('message', done, { once: true }));
        parent.postMessage(message, parent.location.origin);
        return said.then(() => undefined);
      },
      { lectern: 'from-viewer', protocol: 1, ...event },
    );
    await this.page.evaluate(() => document.querySelector('iframe[name="stranger"]')?.remove());
  }

  /** How many choices of the form are made. */
  choices(): Promise<number> {
    return this.page.locator('lectern-answer-panel input:checked').count();
  }

  /** Takes the AI's outline away by its key. */
  async hideOverlay(): Promise<void> {
    await this.page.keyboard.press('a');
    await this.viewer.locator('canvas.overlay:visible').first().waitFor({ state: 'detached' });
  }

  /** All words on the screen, and everything that page and viewer are made of. */
  async screen(): Promise<{ readonly words: string; readonly source: string }> {
    const parts = await Promise.all(
      this.page
        .frames()
        .map((frame) =>
          frame.evaluate(() => ({ words: document.body.innerText, source: document.documentElement.outerHTML })),
        ),
    );
    return {
      words: parts.map(({ words }) => words).join('\n'),
      source: parts.map(({ source }) => source).join('\n'),
    };
  }

  /** Everything that the browser keeps for this origin. */
  stored(): Promise<string> {
    return everythingStored(this.page);
  }

  /** Goes one slice on in the second stack, by keys. */
  async turnSlice(): Promise<void> {
    const before = await this.slices();
    await this.page.keyboard.press('ArrowRight');
    await this.page.keyboard.press('ArrowDown');
    await this.viewer.locator('.pane:nth-child(2) .corner.slice', { hasNotText: before[1] ?? '' }).waitFor();
  }

  /** Which slice of how many each stack shows, as it says in its corner. */
  slices(): Promise<string[]> {
    return this.viewer.locator('.pane .corner.slice').allTextContents();
  }

  /** Waits until marks are listed beside the images and drawn on them. */
  async seeMarks(count: number): Promise<void> {
    await this.page
      .locator('lectern-findings-field .finding')
      .nth(count - 1)
      .waitFor();
    await this.viewer
      .locator('svg circle')
      .nth(count - 1)
      .waitFor();
  }

  /** Decision, rating and confidence, all by keys. */
  async answer({ likelihood, confidence }: { likelihood: number; confidence: number }): Promise<void> {
    await this.page.keyboard.press('y');
    await this.page.keyboard.type(String(likelihood));
    await this.typed('lectern-rating-field', likelihood);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press(String(confidence));
  }

  /** Marks the bright spot of the axial stack with a point and rates the finding. */
  async markSpot(rating: number): Promise<void> {
    await this.page.keyboard.press('f');
    await this.viewer.locator('#lectern-images[data-tool="point"]').waitFor();
    const pane = await this.viewer.locator('.pane').first().boundingBox();
    if (!pane) throw new Error('The axial stack is not on screen');
    const spot = await brightSpot(this.page, [Math.round(pane.x), Math.round(pane.x + pane.width)]);
    await this.page.mouse.click(spot.x, spot.y);
    await this.page.locator('lectern-findings-field .finding').waitFor();
    await this.page.keyboard.type(String(rating));
    await this.typed('lectern-findings-field', rating);
    await this.page.keyboard.press('Enter');
  }

  /** Takes the one finding away and puts it back, by keys: mark and rating are there again. */
  async eraseAndUndo(rating: number): Promise<void> {
    await this.page.keyboard.press('e');
    await this.page.locator('lectern-findings-field .finding').waitFor({ state: 'detached' });
    await this.viewer.locator('svg circle').waitFor({ state: 'detached' });
    await this.page.keyboard.press('u');
    await this.seeMarks(1);
    await this.typed('lectern-findings-field', rating);
  }

  /** Waits until the page takes the open read in. */
  async maySubmit(): Promise<void> {
    await this.page.locator('lectern-answer-panel footer button.primary:enabled').waitFor();
  }

  /** What the browser hands in next. */
  async nextSubmission(): Promise<Submission> {
    const request = await this.page.waitForRequest((each) => each.url().endsWith('/submission'));
    return request.postDataJSON() as Submission;
  }

  /** Submits by key. @returns what the server says comes next */
  async submit(): Promise<ReadingState> {
    await this.maySubmit();
    return this.nextState(() => this.page.keyboard.press('Enter'));
  }

  private async nextState(act: () => Promise<void>): Promise<ReadingState> {
    const [response] = await Promise.all([this.page.waitForResponse(opensRead), act()]);
    if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`);
    const body = (await response.json()) as ReadingState | { readonly next: ReadingState };
    return 'next' in body ? body.next : body;
  }

  /** Waits until a number field holds what was typed. */
  private async typed(field: string, value: number): Promise<void> {
    await this.page.waitForFunction(
      ([selector, text]) => document.querySelector<HTMLInputElement>(`${selector} [data-number]`)?.value === text,
      [field, String(value)] as const,
    );
  }
}
