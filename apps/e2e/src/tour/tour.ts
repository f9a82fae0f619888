import type { Browser, BrowserContext } from 'playwright-core';
import { createOwnLink } from '@lectern/contracts';
import { HttpSession } from '../../../../tools/simulated-readers/http-session.js';
import { DraftWalk } from './draft-walk.js';
import { Guide } from './guide.js';
import { HouseWalk } from './house-walk.js';
import { walkLockedStudy } from './locked-walk.js';
import { walkOpenPages } from './open-walk.js';
import { ReadingWalk } from './reading-walk.js';
import { walkRunningStudy } from './running-walk.js';
import { walkReadyStudy } from './ready-walk.js';
import { prepareStudies, type TourMaterial, type TourStudies } from './tour-studies.js';
import { TroubledWalk } from './troubled-walk.js';
import { walkTruthing } from './truthing-walk.js';
import type { Room, Witness } from './witness.js';

const PATIENCE = 90_000; // ms

export const tourParts = [
  'open',
  'house',
  'draft',
  'running',
  'locked',
  'truthing',
  'waiting',
  'troubled',
  'reading',
] as const;
export type TourPart = (typeof tourParts)[number];

export interface TourOptions {
  readonly language: 'en' | 'zh';
  readonly parts: readonly TourPart[];
  /** Path of reads of a study to analyse. */
  readonly mrmcFile?: string | undefined;
}

/** Goes through every page of a fresh installation with something to show on each, and lets a witness look at every state. */
export class Tour {
  constructor(
    private readonly browser: Browser,
    private readonly witness: Witness,
    private readonly options: TourOptions,
  ) {}

  /** @param firstLink one-time link of the installation's first user */
  async go(firstLink: string, material: TourMaterial): Promise<void> {
    const { session } = await HttpSession.open(firstLink);
    const coordinator = async (guide: Guide): Promise<void> => {
      await guide.page.goto((await session.api.call(createOwnLink)).link);
      await guide.page.locator('lectern-studies-page').waitFor();
    };
    await this.part('open', async (guide) => {
      await guide.page.goto(session.origin);
      await walkOpenPages(guide, this.options.mrmcFile);
    });
    await this.part('house', async (guide) => {
      await coordinator(guide);
      await new HouseWalk(guide).empty();
    });
    if (this.options.parts.every((part) => part === 'open')) return;
    const studies = await prepareStudies(session, material);
    await this.asCoordinator(studies, coordinator);
    await this.asReaders(studies);
  }

  private async asCoordinator(studies: TourStudies, signIn: (guide: Guide) => Promise<void>): Promise<void> {
    const walks: readonly (readonly [TourPart, (guide: Guide) => Promise<void>])[] = [
      ['house', (guide) => new HouseWalk(guide).full()],
      ['draft', (guide) => new DraftWalk(guide, studies.draft).walk()],
      ['draft', (guide) => walkReadyStudy(guide, studies.ready)],
      ['running', (guide) => walkRunningStudy(guide, studies.running)],
      ['locked', (guide) => walkLockedStudy(guide, studies.locked)],
    ];
    for (const [part, walk] of walks)
      await this.part(part, async (guide) => {
        await signIn(guide);
        await walk(guide);
      });
  }

  private async asReaders(studies: TourStudies): Promise<void> {
    await this.part('truthing', (guide) => walkTruthing(guide, studies.memberLink), 'reading');
    for (const [name, link] of Object.entries(studies.waitingLinks))
      await this.part(
        'waiting',
        async (guide) => guide.go(await link, 'lectern-waiting-screen h1', `reading-${name}`),
        'reading',
      );
    await this.part('waiting', async (guide) => {
      await guide.open(studies.readerLink, 'lectern-waiting-screen h1');
      await guide.go('/people', '[role="alert"]', 'people-not-permitted');
      await guide.go(`/studies/${studies.draft}`, '[role="alert"]', 'study-not-permitted');
    });
    await this.part('troubled', (guide) => new TroubledWalk(guide, studies.troubled).walk(), 'reading');
    await this.part(
      'reading',
      async (guide) => {
        const walk = new ReadingWalk(guide);
        await walk.prepare(studies.sitterLink);
        await walk.readAll();
      },
      'reading',
    );
  }

  private async part(part: TourPart, walk: (guide: Guide) => Promise<void>, room: Room = 'console'): Promise<void> {
    if (!this.options.parts.includes(part)) return;
    const context = await spokenContext(this.browser, this.options.language);
    await walk(new Guide(await context.newPage(), this.witness, room));
    await context.close();
  }
}

/** A browser of its own that speaks the language from the first page on. */
async function spokenContext(browser: Browser, language: TourOptions['language']): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript((code) => localStorage.setItem('lectern.language', code), language);
  return context;
}
