import { Injectable, computed, effect, inject, signal, untracked, type OnDestroy } from '@angular/core';
import { Language } from '../../texts/language.js';
import {
  markToolSchema,
  type OpenRead,
  type OverlayState,
  type ViewerEvent,
  type ViewerLayout,
  type ViewerStack,
  type ViewerTool,
  type ViewerWindow,
} from '@lectern/contracts';
import type { ReadSession } from '../model/read-session.js';
import { browserTime } from '../model/browser-time.js';
import { NextCase } from '../model/next-case.js';
import { prefetchStacksOf, readingEventOf, stacksOf, viewerMarks } from '../model/viewer-case.js';
import { Marking } from './marking.js';
import { ViewerLink } from './viewer-link.js';

export type ViewerKey = Extract<ViewerEvent, { type: 'key' }>;
type Problem = Extract<ViewerEvent, { type: 'error' }>;

const layouts: readonly ViewerLayout[] = ['row', 'focus', 'single'];
/** Of the fill; the outline stays. */
const opacities: readonly number[] = [0.4, 0.7, 0, 0.2];

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
  readonly tool = signal<ViewerTool>('window');
  readonly layout = signal<ViewerLayout>('row');
  readonly lines = signal(false);
  readonly overlay = signal(true);
  /** Of the AI's fill, 0 to 1: the reader's own for the sitting. */
  readonly opacity = signal(opacities[0] ?? 0);
  private preset = 0;
  readonly isMarking = computed(() => markToolSchema.safeParse(this.tool()).success);

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
    this.overlay.set(true);
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
      overlay: this.overlayState(),
    });
    this.use('window');
    if (!isOverlaid(stacks)) this.session?.seen();
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
    const firstWindow = windowOf(session.read.hanging?.windows[0]);
    this.preset = 0;
    this.link.say({
      type: 'open-case',
      caseToken: this.token,
      studyInstanceUid: images.studyInstanceUid,
      stacks,
      ...(isOverlaid(stacks) && { overlay: this.overlayState() }),
      ...(firstWindow && { window: firstWindow }),
      ...(slices && { slices: slices.map(({ sopInstanceUid }) => sopInstanceUid) }),
      marks: viewerMarks(session.form.findings()),
    });
    if (this.opened === 1) this.hang(session.read.hanging);
    this.use('window');
  }

  /** Layout and lines as the protocol says, once a sitting: after that the reader's own stand. */
  private hang(hanging: OpenRead['hanging']): void {
    if (!hanging) return;
    const { layout, focus, referenceLines } = hanging;
    this.layout.set(layout);
    this.link.say({ type: 'set-layout', layout, ...(focus && { focus }) });
    this.lines.set(referenceLines);
    this.link.say({ type: 'set-reference-lines', visible: referenceLines });
  }

  use(tool: ViewerTool): void {
    this.tool.set(tool);
    this.link.say({ type: 'set-tool', tool });
  }

  /** Takes the next of the tools with which the protocol lets findings be marked, after the last the ordinary one. */
  nextMarkTool(): void {
    const tools = this.session?.form.findingsQuestion()?.tools ?? [];
    const at = tools.findIndex((tool) => tool === this.tool());
    this.use(tools[at + 1] ?? 'window');
  }

  nextStack(by: 1 | -1): void {
    this.link.say({ type: 'step-stack', by });
  }

  /** The protocol's window presets one after another, after the last each image's own. */
  nextPreset(): void {
    const windows = this.session?.read.hanging?.windows ?? [];
    this.preset = (this.preset + 1) % (windows.length + 1);
    const window = windowOf(windows[this.preset]);
    this.link.say(window ? { type: 'set-window', ...window } : { type: 'stored-window' });
  }

  /** A tool by its key, and by the same key back to the ordinary one. */
  toggle(tool: ViewerTool): void {
    this.use(this.tool() === tool ? 'window' : tool);
  }

  /** Measures lengths; by the same key again they go. */
  toggleMeasure(): void {
    if (this.tool() === 'length') this.link.say({ type: 'clear-lengths' });
    this.toggle('length');
  }

  nextLayout(): void {
    const next = layouts[(layouts.indexOf(this.layout()) + 1) % layouts.length] ?? 'row';
    this.layout.set(next);
    this.link.say({ type: 'set-layout', layout: next });
  }

  toggleOverlay(): void {
    if (!this.hasOverlay()) return;
    this.overlay.update((visible) => !visible);
    this.sayOverlay();
  }

  nextOpacity(): void {
    if (!this.hasOverlay()) return;
    this.opacity.update((opacity) => opacities[(opacities.indexOf(opacity) + 1) % opacities.length] ?? opacity);
    this.sayOverlay();
  }

  private hasOverlay(): boolean {
    const { ai } = this.session?.read ?? {};
    return ai?.state === 'available' && ai.shows.includes('segmentation');
  }

  private sayOverlay(): void {
    this.link.say({ type: 'set-overlay', ...this.overlayState() });
  }

  private overlayState(): OverlayState {
    return { visible: this.overlay(), opacity: this.opacity() };
  }

  toggleLines(): void {
    this.lines.update((visible) => !visible);
    this.link.say({ type: 'set-reference-lines', visible: this.lines() });
  }

  scroll(by: number): void {
    this.link.say({ type: 'scroll', by });
  }

  resetView(): void {
    this.link.say({ type: 'reset-view' });
  }

  showSlice(sopInstanceUid: string): void {
    this.link.say({ type: 'show-slice', sopInstanceUid });
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

function windowOf(preset: ViewerWindow | undefined): ViewerWindow | undefined {
  return preset && { width: preset.width, center: preset.center };
}
