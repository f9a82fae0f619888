import { Injectable, effect, inject, signal, untracked, type OnDestroy } from '@angular/core';
import { Language } from '../../texts/language.js';
import type { ViewerEvent, ViewerStack } from '@lectern/contracts';
import type { ReadSession } from '../model/read-session.js';
import { browserTime } from '../model/browser-time.js';
import { NextCase } from '../model/next-case.js';
import { prefetchStacksOf, readingEventOf, stacksOf, viewerMarks } from '../model/viewer-case.js';
import { Display } from './display.js';
import { Marking } from './marking.js';
import { ViewerLink } from './viewer-link.js';

export type ViewerKey = Extract<ViewerEvent, { type: 'key' }>;
type Problem = Extract<ViewerEvent, { type: 'error' }>;

/** What the viewer shows, and the way between it and the open read. */
@Injectable()
export class ViewerControl implements OnDestroy {
  private readonly link = new ViewerLink((event) => this.hear(event));
  private readonly next = new NextCase({
    ask: (token) => this.prefetch(token),
    after: (millis, act) => {
      const timer = setTimeout(act, millis);
      return () => clearTimeout(timer);
    },
  });
  readonly display = new Display({ session: () => this.session, say: (command) => this.link.say(command) });
  readonly marking = new Marking({
    session: () => this.session,
    token: () => this.token,
    say: (command) => this.link.say(command),
    now: browserTime,
  });
  private session: ReadSession | null = null;
  private token = '';
  private opened = 0;
  private shownStudy: string | null = null;

  /** Set by the page: keys pressed in the frame belong to the form. */
  onKey: (key: ViewerKey) => void = () => undefined;

  readonly isReady = signal(false);
  /** Whether the images of the open read have been on screen. */
  readonly hasImages = signal(false);
  readonly problem = signal<Problem | null>(null);

  constructor() {
    const { texts, locale } = inject(Language);
    effect(() => {
      const { orientation, approximate } = texts().reading;
      const said = { language: locale(), words: { ...orientation, approximate } };
      if (this.isReady()) untracked(() => this.link.say({ type: 'set-words', ...said }));
    });
  }

  connect(frame: Window | null): void {
    this.link.connect(frame);
    if (!frame) this.isReady.set(false);
  }

  /** Shows a read, in place of the one before; null shows nothing. A later stage goes on over the images as they stand. */
  show(session: ReadSession | null): void {
    if (session === this.session) return;
    this.session = session;
    this.problem.set(null);
    this.display.overlay.set(true);
    if (session?.continued && this.hasImages()) return this.reveal(session);
    this.hasImages.set(false);
    if (this.isReady()) this.openCase();
  }

  private reveal(session: ReadSession): void {
    const { images, ai } = session.read;
    const { studyInstanceUid } = images;
    const stacks = stacksOf(images, ai);
    this.link.say({
      type: 'lay-overlay',
      caseToken: this.token,
      studyInstanceUid,
      stacks,
      overlay: this.display.overlayState(),
    });
    this.display.use('window');
    if (!isOverlaid(stacks)) session.seen();
    this.beginNext();
  }

  openCase(): void {
    const session = this.session;
    this.token = String(++this.opened);
    this.problem.set(null);
    this.next.stop();
    if (!session) return this.link.say({ type: 'close-case' });
    const { images, ai, slices } = session.read;
    const stacks = stacksOf(images, ai);
    const firstWindow = this.display.firstWindow();
    this.link.say({
      type: 'open-case',
      caseToken: this.token,
      studyInstanceUid: images.studyInstanceUid,
      stacks,
      ...(isOverlaid(stacks) && { overlay: this.display.overlayState() }),
      ...(firstWindow && { window: firstWindow }),
      ...(slices && { slices: slices.map(({ sopInstanceUid }) => sopInstanceUid) }),
      marks: viewerMarks(session.form.findings()),
    });
    if (this.opened === 1) this.display.hang(session.read.hanging);
    this.display.use('window');
  }

  /** The network is back: images that did not come are asked for again. */
  retryNow(): void {
    if (this.problem()) this.openCase();
    else this.next.retryNow();
  }

  ngOnDestroy(): void {
    this.next.stop();
    this.link.close();
  }

  private hear(event: ViewerEvent): void {
    if (event.type === 'ready') {
      this.isReady.set(true);
      if (this.session) this.openCase();
      return;
    }
    if (event.type === 'key') {
      this.session?.activity(event.atMillis);
      return this.onKey(event);
    }
    if (event.type === 'activity') return this.session?.activity(event.atMillis);
    if ('caseToken' in event && event.caseToken !== undefined && this.next.is(event.caseToken))
      return this.hearNext(event);
    // What a case that has been left still reports belongs to no read.
    if ('caseToken' in event && event.caseToken !== undefined && event.caseToken !== this.token) return;
    const evidence = readingEventOf(event);
    if (evidence) this.session?.record(evidence);
    this.take(event);
  }

  private take(event: ViewerEvent): void {
    switch (event.type) {
      case 'first-image':
        return this.imagesShown();
      case 'overlay-shown':
        return this.session?.seen();
      case 'error':
        if (event.code !== 'bad-message' && event.code !== 'stale-case') this.failed(event);
        return;
      case 'mark-added':
      case 'mark-selected':
      case 'mark-updated':
      case 'mark-removed':
        return this.marking.take(event);
      default:
        return;
    }
  }

  /** The case stands: the one before is let go, the next one comes in the background. */
  private imagesShown(): void {
    this.hasImages.set(true);
    this.session?.seen();
    const read = this.session?.read;
    if (!read) return;
    const { studyInstanceUid } = read.images;
    if (this.shownStudy && this.shownStudy !== studyInstanceUid)
      this.link.say({ type: 'release', studyInstanceUid: this.shownStudy });
    this.shownStudy = studyInstanceUid;
    this.beginNext();
  }

  private beginNext(): void {
    if (this.session?.read.prefetch) this.next.begin(`${this.token}n`);
  }

  private failed(problem: Problem): void {
    this.problem.set(problem);
    this.session?.seen();
  }

  private prefetch(token: string): void {
    const prefetch = this.session?.read.prefetch;
    if (!prefetch) return;
    const { studyInstanceUid } = prefetch.images;
    this.link.say({ type: 'prefetch', caseToken: token, studyInstanceUid, stacks: prefetchStacksOf(prefetch) });
  }

  private hearNext({ type }: ViewerEvent): void {
    if (type === 'prefetched') this.next.stop();
    if (type === 'error') this.next.failed();
  }
}

const isOverlaid = (stacks: readonly ViewerStack[]): boolean =>
  stacks.some((stack) => stack.segmentationSeriesInstanceUid ?? stack.heatMapSeriesInstanceUid);
