import type { CornerstoneCore, RenderingEngine, StackViewport, VoiRange } from './cornerstone.js';
import { type LoadedStack, middleIndex } from './case-images.js';
import type { Pane } from './panes.js';
import type { ViewerWindow } from '@lectern/contracts';

const LINEAR_INTERPOLATION = 1;

/** The panes' stack viewports in OHIF's rendering engine. */
export class Viewports {
  constructor(
    private readonly cornerstone: CornerstoneCore,
    private readonly engine: RenderingEngine,
    readonly panes: readonly Pane[],
  ) {
    for (const { viewportId, element } of panes) {
      engine.enableElement({
        viewportId,
        element,
        type: cornerstone.Enums.ViewportType.STACK,
        defaultOptions: { background: [0, 0, 0] },
      });
    }
  }

  get engineId(): string {
    return this.engine.id;
  }

  viewport(pane: Pane): StackViewport {
    return this.engine.getViewport(pane.viewportId);
  }

  /** Puts a stack into a pane, opened at a slice with this window or that of its header, and resolves when that slice is ready to be drawn. */
  async show(pane: Pane, stack: LoadedStack, index: number, window?: ViewerWindow): Promise<void> {
    const viewport = this.viewport(pane);
    await viewport.setStack(
      stack.slices.map(({ imageId }) => imageId),
      index,
    );
    const voiRange = this.rangeOf(window ?? stack.slices[middleIndex(stack.slices.length)]?.window);
    viewport.setProperties({ interpolationType: LINEAR_INTERPOLATION, ...(voiRange && { voiRange }) });
    viewport.resetCamera();
  }

  setWindow(pane: Pane, window: ViewerWindow | undefined): void {
    const voiRange = this.rangeOf(window);
    if (!voiRange) return;
    this.viewport(pane).setProperties({ voiRange });
    this.viewport(pane).render();
  }

  windowOf(range: VoiRange): ViewerWindow {
    const { windowWidth, windowCenter } = this.cornerstone.utilities.windowLevel.toWindowLevel(
      range.lower,
      range.upper,
    );
    return { width: windowWidth, center: windowCenter };
  }

  /** Zoom and position as they were when the stack was opened. */
  resetView(panes: readonly Pane[]): void {
    for (const pane of panes) {
      this.viewport(pane).resetCamera();
      this.viewport(pane).render();
    }
  }

  scroll(pane: Pane, by: number): void {
    const viewport = this.viewport(pane);
    const last = viewport.getImageIds().length - 1;
    void viewport.setImageIdIndex(Math.min(last, Math.max(0, viewport.getCurrentImageIdIndex() + by)));
  }

  showSlice(pane: Pane, index: number): void {
    void this.viewport(pane).setImageIdIndex(index);
  }

  private rangeOf(window: ViewerWindow | undefined): VoiRange | undefined {
    return window && this.cornerstone.utilities.windowLevel.toLowHighRange(window.width, window.center);
  }

  resize(): void {
    this.engine.resize(true, false);
  }

  render(panes: readonly Pane[]): void {
    for (const pane of panes) this.viewport(pane).render();
  }

  destroy(): void {
    for (const { viewportId } of this.panes) this.engine.disableElement(viewportId);
  }
}
