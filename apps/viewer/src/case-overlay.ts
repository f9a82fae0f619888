import type { OverlayState, ViewerEventBody } from '@lectern/contracts';
import type { LoadedStack } from './case-images.js';
import { browserTime } from './clock.js';
import { combined, type OverlayMasks, type StackOverlay } from './overlay-masks.js';
import type { OverlayView } from './overlay-view.js';
import type { Pane } from './panes.js';
import { painted } from './rendered.js';

export type PaneOverlays = ReadonlyMap<Pane, StackOverlay>;

/** The AI overlay of the case on screen: only where the page names segmentations, and the page hears when it is seen and when not. */
export class CaseOverlay {
  private caseToken: string | null = null;

  constructor(
    private readonly masks: OverlayMasks,
    private readonly view: OverlayView,
    private readonly panes: readonly Pane[],
    private readonly say: (event: ViewerEventBody) => void,
  ) {}

  /** Fetches the masks and heat maps of those stacks that name any; stacks in the order of the panes. */
  async load(study: string, stacks: readonly LoadedStack[]): Promise<PaneOverlays> {
    const loading = stacks.map(async (stack, index) => {
      const { segmentationSeriesInstanceUid: outlined, heatMapSeriesInstanceUid: heated, slices } = stack;
      const [slice] = slices;
      if (!slice || (outlined ?? heated) === undefined) return undefined;
      const load = async (series: string | undefined): Promise<StackOverlay> =>
        series === undefined ? new Map() : this.masks.load(study, series, slice);
      const [outlines, heatMap] = await Promise.all([load(outlined), load(heated)]);
      return [this.panes[index], combined(outlines, heatMap)] as const;
    });
    const loaded = await Promise.all(loading);
    return new Map(loaded.filter((pair): pair is readonly [Pane, StackOverlay] => pair?.[0] !== undefined));
  }

  /** Lays the overlays on as soon as they are there, in the images' frame where they were prefetched; a failure is told, not thrown. */
  async lay(
    caseToken: string,
    loading: Promise<PaneOverlays>,
    state: OverlayState,
    isOpen: () => boolean,
  ): Promise<void> {
    try {
      const overlays = await loading;
      if (!isOpen() || overlays.size === 0) return;
      this.caseToken = caseToken;
      this.view.show(overlays, state);
      await painted();
      if (isOpen()) this.report(false);
    } catch (error) {
      const message = String(error instanceof Error ? error.message : error).slice(0, 500);
      this.say({ type: 'error', atMillis: browserTime(), caseToken, code: 'overlay-unavailable', message });
    }
  }

  async set(state: OverlayState): Promise<void> {
    const before = this.view.visible;
    this.view.set(state);
    await painted();
    this.report(before);
  }

  clear(): void {
    this.caseToken = null;
    this.view.clear();
  }

  releaseAllBut(kept: ReadonlySet<string>): void {
    this.masks.releaseAllBut(kept);
  }

  private report(before: boolean): void {
    const { visible } = this.view;
    if (this.caseToken === null || visible === before) return;
    const type = visible ? 'overlay-shown' : 'overlay-hidden';
    this.say({ type, caseToken: this.caseToken, atMillis: browserTime() });
  }
}
