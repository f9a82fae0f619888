import type {
  Orientation,
  OverlayState,
  ViewerCommand,
  ViewerEventBody,
  ViewerMark,
  ViewerTool,
  ViewerWindow,
} from '@lectern/contracts';
import { type CaseImages, type LoadedStack, middleIndex } from './case-images.js';
import type { CaseOverlay } from './case-overlay.js';
import { browserTime } from './clock.js';
import type { CornerstoneCore } from './cornerstone.js';
import type { Crosshair } from './crosshair.js';
import type { FindingTools } from './finding-tools.js';
import type { Marks } from './marks.js';
import type { Pane, PaneWords } from './panes.js';
import { nextEvent, painted } from './rendered.js';
import type { StackLayout } from './stack-layout.js';
import type { Viewports } from './viewports.js';

export interface OpenCaseParts {
  readonly cornerstone: CornerstoneCore;
  readonly container: HTMLElement;
  readonly viewports: Viewports;
  readonly images: CaseImages;
  readonly overlay: CaseOverlay;
  readonly marks: Marks;
  readonly tools: FindingTools;
  readonly crosshair: Crosshair;
  readonly layout: StackLayout;
  readonly words: PaneWords;
  readonly say: (event: ViewerEventBody) => void;
}

type OpenCommand = Extract<ViewerCommand, { type: 'open-case' }>;
type PrefetchCommand = Extract<ViewerCommand, { type: 'prefetch' }>;
type LayCommand = Extract<ViewerCommand, { type: 'lay-overlay' }>;

interface Current {
  readonly caseToken: string;
  readonly stacks: readonly LoadedStack[];
  readonly window: ViewerWindow | undefined;
}

const DEFAULT_OVERLAY: OverlayState = { visible: true, opacity: 0.35 };

/** The case on screen: opened in place of the one before, looked at, marked; and the next, fetched ahead. */
export class OpenCase {
  private current: Current | null = null;
  private awaited: OpenCommand | null = null; // the latest; what an earlier one still finishes is not shown
  private next: string | null = null;
  constructor(private readonly parts: OpenCaseParts) {}

  /**
   * Opens a case in place of the one before, whose images leave the screen at once: nobody reads the wrong ones while the next are on their
   * way, or if they never come. All stacks appear together.
   */
  async open(command: OpenCommand): Promise<void> {
    const asked = performance.now();
    const { caseToken, studyInstanceUid } = command;
    const isAwaited = (): boolean => this.awaited === command;
    this.awaited = command;
    this.blank();
    if (this.next === studyInstanceUid) this.next = null;
    const stacks = await this.parts.images.stacks(command);
    if (!isAwaited()) return;
    this.parts.marks.begin({ caseToken, orientationOf: (series) => orientationOf(stacks, series) });
    this.current = { caseToken, stacks, window: command.window };
    this.parts.layout.hang(stacks);
    const masks = this.parts.overlay.load(studyInstanceUid, stacks); // on the way while the images are drawn
    masks.catch(() => undefined); // told where they are laid on
    await Promise.all(stacks.map((stack, index) => this.draw(this.parts.viewports.panes[index], stack, command)));
    if (!isAwaited()) return;
    this.restore(command.marks ?? []);
    const overlay = this.parts.overlay.lay(caseToken, masks, command.overlay ?? DEFAULT_OVERLAY, isAwaited);
    this.parts.container.dataset['state'] = 'shown';
    await painted();
    if (!isAwaited()) return;
    this.parts.say({ type: 'first-image', caseToken, atMillis: browserTime(), loadMillis: performance.now() - asked });
    await overlay;
    await this.releaseOthers();
    if (isAwaited()) await this.parts.images.loadPixels(stacks, 'interaction');
  }

  /** Fetches a case's slices and, where it names them, its overlays, and decodes them, so that it opens at once. */
  async prefetch(command: PrefetchCommand): Promise<void> {
    const asked = performance.now();
    const { caseToken, studyInstanceUid } = command;
    this.next = studyInstanceUid;
    try {
      const stacks = await this.parts.images.stacks(command);
      const [images] = await Promise.all([
        this.parts.images.loadPixels(stacks, 'prefetch'),
        this.parts.overlay.load(studyInstanceUid, stacks),
      ]);
      const loadMillis = performance.now() - asked;
      this.parts.say({ type: 'prefetched', caseToken, atMillis: browserTime(), images, loadMillis });
    } catch (error) {
      if (this.next === studyInstanceUid) throw error; // else it was given up on the way
    }
  }

  /** Lays an overlay, in place of any before, on the images as the reader has them: slices, window and zoom stay. */
  async layOverlay({ caseToken, studyInstanceUid, stacks, overlay }: LayCommand): Promise<void> {
    if (!this.isCurrent(caseToken)) return;
    const isOpen = (): boolean => this.current?.caseToken === caseToken;
    this.parts.overlay.clear();
    const masks = this.parts.images
      .stacks({ studyInstanceUid, stacks })
      .then((loaded) => this.parts.overlay.load(studyInstanceUid, loaded));
    await this.parts.overlay.lay(caseToken, masks, overlay, isOpen);
  }

  /** Takes the images off the screen and forgets all cases but the next. */
  async close(): Promise<void> {
    this.awaited = null;
    this.blank();
    await this.releaseOthers();
  }

  async release(studyInstanceUid: string): Promise<void> {
    if (this.next === studyInstanceUid) this.next = null;
    await this.releaseOthers();
  }

  useTool(tool: ViewerTool): void {
    this.parts.tools.use(tool);
    this.parts.container.dataset['tool'] = tool;
    if (tool !== 'crosshair') this.parts.crosshair.clear();
  }

  setOverlay(state: OverlayState): Promise<void> {
    return this.parts.overlay.set(state);
  }

  /** @param window absent: each stack's own */
  setWindow(window?: ViewerWindow): void {
    this.panes().forEach((pane) => {
      const slices = this.stackIn(pane)?.stack.slices ?? [];
      this.parts.viewports.setWindow(pane, window ?? slices[middleIndex(slices.length)]?.window);
    });
  }

  resetView(): void {
    this.setWindow(this.current?.window);
    this.parts.viewports.resetView(this.panes());
  }

  scroll(by: number, orientation?: Orientation): void {
    const pane =
      this.panes().find((_, index) => this.current?.stacks[index]?.orientation === orientation) ??
      this.parts.layout.active;
    if (this.stackIn(pane)) this.parts.viewports.scroll(pane, by);
  }

  showSlice(sopInstanceUid: string): void {
    this.panes().forEach((pane, place) => {
      const index =
        this.current?.stacks[place]?.slices.findIndex((slice) => slice.sopInstanceUid === sopInstanceUid) ?? -1;
      if (index >= 0) this.parts.viewports.showSlice(pane, index);
    });
  }

  restoreMarks(caseToken: string, marks: readonly ViewerMark[]): void {
    if (this.isCurrent(caseToken)) this.restore(marks);
  }

  removeMark(caseToken: string, mark: string): void {
    if (this.isCurrent(caseToken)) this.changeMarks(() => this.parts.marks.remove(mark));
  }

  labelMark(caseToken: string, mark: string, label: string): void {
    if (this.isCurrent(caseToken)) this.changeMarks(() => this.parts.marks.label(mark, label));
  }

  clearMarks(caseToken: string): void {
    if (this.isCurrent(caseToken)) this.changeMarks(() => this.parts.marks.clear());
  }

  clearLengths(): void {
    this.changeMarks(() => this.parts.marks.clearLengths());
  }

  /** The case and stack in a pane; undefined while none is on screen. */
  stackIn(pane: Pane): { readonly caseToken: string; readonly stack: LoadedStack } | undefined {
    const stack = this.current?.stacks[this.parts.viewports.panes.indexOf(pane)];
    return stack && this.current ? { caseToken: this.current.caseToken, stack } : undefined;
  }

  private panes(): readonly Pane[] {
    return this.parts.viewports.panes.slice(0, this.current?.stacks.length ?? 0);
  }

  private blank(): void {
    this.current = null;
    this.parts.container.dataset['state'] = 'blank';
    this.parts.overlay.clear();
    this.parts.marks.begin(null);
    this.parts.crosshair.clear();
  }

  /** Resolves when the stack's slice is drawn: a late drawing of the case before does not count. */
  private async draw(
    pane: Pane | undefined,
    stack: LoadedStack,
    { window, slices = [] }: Pick<OpenCommand, 'window' | 'slices'>,
  ): Promise<void> {
    if (!pane) return;
    this.parts.words.name(pane, stack.orientation);
    const asked = stack.slices.findIndex(({ sopInstanceUid }) => slices.includes(sopInstanceUid));
    const index = asked >= 0 ? asked : middleIndex(stack.slices.length);
    await this.parts.viewports.show(pane, stack, index, window);
    const drawn = nextEvent(pane.element, this.parts.cornerstone.Enums.Events.IMAGE_RENDERED);
    this.parts.viewports.render([pane]);
    await drawn;
  }

  private restore(marks: readonly ViewerMark[]): void {
    if (marks.length === 0) return; // in software rendering each drawing of three panes takes a quarter of a second of processor time
    this.panes().forEach((pane) => {
      const slices = new Map(this.stackIn(pane)?.stack.slices.map((slice) => [slice.sopInstanceUid, slice]));
      this.parts.marks.restore(marks, (sopInstanceUid) => slices.get(sopInstanceUid), pane.element);
    });
    this.parts.viewports.render(this.panes());
  }

  private changeMarks(change: () => void): void {
    change();
    this.parts.viewports.render(this.panes());
  }

  private isCurrent(caseToken: string): boolean {
    if (this.current?.caseToken === caseToken) return true;
    this.parts.say({
      type: 'error',
      atMillis: browserTime(),
      caseToken,
      code: 'stale-case',
      message: 'This case is not open',
    });
    return false;
  }

  private async releaseOthers(): Promise<void> {
    const kept = new Set(
      [this.awaited?.studyInstanceUid, this.next].filter((study) => study !== null && study !== undefined),
    );
    this.parts.overlay.releaseAllBut(kept);
    const studies = await this.parts.images.releaseAllBut(kept);
    if (studies.length === 0) return;
    const cacheBytes = this.parts.cornerstone.cache.getCacheSize();
    const heapBytes = (performance as Performance & { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize;
    this.parts.say({
      type: 'released',
      atMillis: browserTime(),
      studies: [...studies],
      cacheBytes,
      ...(heapBytes !== undefined && { heapBytes }),
    });
  }
}

function orientationOf(stacks: readonly LoadedStack[], series: string): Orientation | undefined {
  return stacks.find(({ seriesInstanceUid }) => seriesInstanceUid === series)?.orientation;
}
