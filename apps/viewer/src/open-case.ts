import type {
  Orientation,
  OverlayState,
  ViewerCommand,
  ViewerEventBody,
  ViewerLayout,
  ViewerMark,
  ViewerTool,
} from '@lectern/contracts';
import type { CaseImages, LoadedStack } from './case-images.js';
import { browserTime } from './clock.js';
import type { CornerstoneCore } from './cornerstone.js';
import type { FindingTools } from './finding-tools.js';
import type { Marks } from './marks.js';
import type { OverlayMasks, StackOverlay } from './overlay-masks.js';
import type { OverlayView } from './overlay-view.js';
import { type Pane, arrange } from './panes.js';
import { nextEvent, painted } from './rendered.js';
import type { Viewports } from './viewports.js';

export interface OpenCaseParts {
  readonly cornerstone: CornerstoneCore;
  readonly container: HTMLElement;
  readonly viewports: Viewports;
  readonly images: CaseImages;
  readonly masks: OverlayMasks;
  readonly overlay: OverlayView;
  readonly marks: Marks;
  readonly tools: FindingTools;
  readonly say: (event: ViewerEventBody) => void;
}

type OpenCommand = Extract<ViewerCommand, { type: 'open-case' }>;
type PrefetchCommand = Extract<ViewerCommand, { type: 'prefetch' }>;

interface Current {
  readonly caseToken: string;
  readonly studyInstanceUid: string;
  readonly stacks: readonly LoadedStack[];
}

const DEFAULT_OVERLAY: OverlayState = { visible: true, opacity: 0.35 };

/** The case on screen: opened in place of the one before, looked at, marked; and the next, fetched ahead. */
export class OpenCase {
  private current: Current | null = null;
  private awaited: string | null = null; // the token of the latest open-case; what an earlier one still finishes is not shown
  private next: string | null = null;
  private layout: { readonly layout: ViewerLayout; readonly focus?: Orientation } = { layout: 'row' };
  private referenceLines = false;
  private active: Pane;

  constructor(private readonly parts: OpenCaseParts) {
    const [first] = parts.viewports.panes;
    if (!first) throw new Error('No pane to show a stack in');
    this.active = first;
  }

  async open(command: OpenCommand): Promise<void> {
    const { viewports, images, marks } = this.parts;
    const asked = performance.now();
    const { caseToken, studyInstanceUid } = command;
    this.awaited = caseToken;
    if (this.next === studyInstanceUid) this.next = null;
    const stacks = await images.stacks(command);
    if (this.awaited !== caseToken) return;
    this.parts.overlay.clear();
    marks.begin({ caseToken, orientationOf: (series) => orientationOf(stacks, series) });
    this.current = { caseToken, studyInstanceUid, stacks };
    this.arrange();
    const segmentations = this.overlays(studyInstanceUid, stacks); // on the way while the images are drawn
    await Promise.all(stacks.map((stack, index) => this.draw(viewports.panes[index], stack)));
    if (this.awaited !== caseToken) return;
    this.restore(command.marks ?? []);
    const overlay = this.showOverlay(caseToken, segmentations, command.overlay ?? DEFAULT_OVERLAY);
    await painted();
    if (this.awaited !== caseToken) return;
    this.parts.say({ type: 'first-image', caseToken, atMillis: browserTime(), loadMillis: performance.now() - asked });
    await overlay;
    await this.releaseOthers();
    if (this.awaited === caseToken) await images.loadPixels(stacks, 'interaction');
  }

  /** Fetches a case's slices and, where it names them, its overlays, and decodes them, so that it opens at once. */
  async prefetch(command: PrefetchCommand): Promise<void> {
    const asked = performance.now();
    this.next = command.studyInstanceUid;
    const stacks = await this.parts.images.stacks(command);
    const [images] = await Promise.all([
      this.parts.images.loadPixels(stacks, 'prefetch'),
      ...stacks.map((stack) => this.overlayOf(command.studyInstanceUid, stack)),
    ]);
    const { caseToken } = command;
    this.parts.say({
      type: 'prefetched',
      caseToken,
      atMillis: browserTime(),
      images,
      loadMillis: performance.now() - asked,
    });
  }

  /** Takes the images off the screen and forgets all cases but the next. */
  async close(): Promise<void> {
    this.awaited = null;
    this.current = null;
    this.parts.overlay.clear();
    this.parts.marks.begin(null);
    this.arrange();
    await this.releaseOthers();
  }

  async release(studyInstanceUid: string): Promise<void> {
    if (this.next === studyInstanceUid) this.next = null;
    await this.releaseOthers();
  }

  useTool(tool: ViewerTool): void {
    this.parts.tools.use(tool);
  }

  setLayout(layout: ViewerLayout, focus?: Orientation): void {
    this.layout = focus ? { layout, focus } : { layout };
    this.arrange();
  }

  async setOverlay(state: OverlayState): Promise<void> {
    const before = this.parts.overlay.visible;
    this.parts.overlay.set(state);
    await painted();
    this.sayOverlay(before);
  }

  setWindow(width: number, center: number): void {
    this.parts.viewports.setWindow(this.panes(), width, center);
  }

  resetView(): void {
    this.parts.viewports.resetView(this.panes());
  }

  scroll(by: number, orientation?: Orientation): void {
    const pane =
      this.panes().find((_, index) => this.current?.stacks[index]?.orientation === orientation) ?? this.active;
    if (this.stackIn(pane)) this.parts.viewports.scroll(pane, by);
  }

  showSlice(sopInstanceUid: string): void {
    this.panes().forEach((pane, place) => {
      const index =
        this.current?.stacks[place]?.slices.findIndex((slice) => slice.sopInstanceUid === sopInstanceUid) ?? -1;
      if (index >= 0) this.parts.viewports.showSlice(pane, index);
    });
  }

  setReferenceLines(visible: boolean): void {
    this.referenceLines = visible;
    this.parts.tools.setReferenceLines(visible ? this.active.viewportId : null);
    this.parts.viewports.render(this.panes());
  }

  /** The pane that the reader points at: keys scroll it, and reference lines show its plane. */
  activate(pane: Pane): void {
    if (pane === this.active) return;
    this.active = pane;
    if (this.referenceLines) this.setReferenceLines(true);
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

  /** The case and stack in a pane; undefined while none is on screen. */
  stackIn(pane: Pane): { readonly caseToken: string; readonly stack: LoadedStack } | undefined {
    const stack = this.current?.stacks[this.parts.viewports.panes.indexOf(pane)];
    return stack && this.current ? { caseToken: this.current.caseToken, stack } : undefined;
  }

  private panes(): readonly Pane[] {
    return this.parts.viewports.panes.slice(0, this.current?.stacks.length ?? 0);
  }

  private arrange(): void {
    const { container, viewports } = this.parts;
    const { layout, focus } = this.layout;
    if (arrange(container, viewports.panes, this.current?.stacks ?? [], layout, focus)) viewports.resize();
  }

  /** Resolves when the stack's middle slice is drawn: a late drawing of the case before does not count. */
  private async draw(pane: Pane | undefined, stack: LoadedStack): Promise<void> {
    if (!pane) return;
    await this.parts.viewports.show(pane, stack);
    const drawn = nextEvent(pane.element, this.parts.cornerstone.Enums.Events.IMAGE_RENDERED);
    this.parts.viewports.render([pane]);
    await drawn;
  }

  private overlays(study: string, stacks: readonly LoadedStack[]): Promise<ReadonlyMap<Pane, StackOverlay>> {
    const { panes } = this.parts.viewports;
    const loading = stacks.map(async (stack, index) => [panes[index], await this.overlayOf(study, stack)] as const);
    const all = Promise.all(loading).then((pairs) => {
      return new Map(
        pairs.filter((pair): pair is readonly [Pane, StackOverlay] => pair[0] !== undefined && pair[1] !== undefined),
      );
    });
    all.catch(() => undefined); // reported where it is shown
    return all;
  }

  private overlayOf(study: string, stack: LoadedStack): Promise<StackOverlay> | undefined {
    const series = stack.segmentationSeriesInstanceUid;
    return series === undefined ? undefined : this.parts.masks.load(study, series);
  }

  private async showOverlay(
    caseToken: string,
    loading: Promise<ReadonlyMap<Pane, StackOverlay>>,
    state: OverlayState,
  ): Promise<void> {
    try {
      const overlays = await loading;
      if (this.awaited !== caseToken || overlays.size === 0) return;
      this.parts.overlay.show(overlays, state);
      await painted();
      if (this.awaited === caseToken) this.sayOverlay(false);
    } catch (error) {
      const message = String(error instanceof Error ? error.message : error).slice(0, 500);
      this.parts.say({ type: 'error', atMillis: browserTime(), caseToken, code: 'overlay-unavailable', message });
    }
  }

  private sayOverlay(before: boolean): void {
    const { visible } = this.parts.overlay;
    if (!this.current || visible === before) return;
    const type = visible ? 'overlay-shown' : 'overlay-hidden';
    this.parts.say({ type, caseToken: this.current.caseToken, atMillis: browserTime() });
  }

  private restore(marks: readonly ViewerMark[]): void {
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
      [this.current?.studyInstanceUid, this.next].filter((study) => study !== null && study !== undefined),
    );
    this.parts.masks.releaseAllBut(kept);
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
