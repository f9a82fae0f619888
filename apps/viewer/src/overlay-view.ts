import type { OverlayState } from '@lectern/contracts';
import type { CornerstoneCore, CornerstoneTools } from './cornerstone.js';
import type { StackOverlay } from './overlay-masks.js';
import type { Pane } from './panes.js';
import { nextEvent, painted } from './rendered.js';
import type { Viewports } from './viewports.js';

/** Sky blue of Okabe and Ito (2008): seen by colour-blind eyes, and neither a warning nor a verdict. */
const COLOR = [86, 180, 233, 255] as const;
const OUTLINE_WIDTH = 2;
const HIDDEN: OverlayState = { visible: false, opacity: 0.35 };

/** Draws the AI's masks over the panes: an outline, and a fill as opaque as asked. */
export class OverlayView {
  private readonly shown = new Map<Pane, string>();
  private state = HIDDEN;

  constructor(
    private readonly cornerstone: CornerstoneCore,
    private readonly tools: CornerstoneTools,
    private readonly viewports: Viewports,
  ) {}

  get visible(): boolean {
    return this.state.visible && this.shown.size > 0;
  }

  /** Lays an overlay on each pane and resolves when all of them are on screen (at once if hidden). */
  async show(overlays: ReadonlyMap<Pane, StackOverlay>, state: OverlayState): Promise<void> {
    this.state = state;
    this.style();
    const drawn = [...overlays].map(([pane, overlay]) => this.layOn(pane, overlay));
    this.viewports.render([...overlays.keys()]);
    if (!state.visible) return;
    await Promise.all(drawn);
    await painted();
  }

  /** Shows, hides or fades; resolves when the screen says so. */
  async set(state: OverlayState): Promise<void> {
    this.state = state;
    this.style();
    for (const [pane, segmentationId] of this.shown) this.setVisible(pane, segmentationId);
    this.viewports.render([...this.shown.keys()]);
    await painted();
  }

  /** Takes all overlays off the panes. */
  clear(): void {
    for (const [pane, segmentationId] of this.shown) {
      this.tools.segmentation.removeLabelmapRepresentation(pane.viewportId, segmentationId, true);
    }
    this.shown.clear();
    this.state = HIDDEN;
  }

  /** Forgets segmentations whose masks are gone. */
  forget(segmentationIds: readonly string[]): void {
    for (const id of segmentationIds) {
      if (this.tools.segmentation.state.getSegmentation(id)) this.tools.segmentation.removeSegmentation(id);
    }
  }

  private layOn(pane: Pane, { segmentationId, images }: StackOverlay): Promise<void> {
    const { segmentation, Enums } = this.tools;
    const type = Enums.SegmentationRepresentations.Labelmap;
    if (!segmentation.state.getSegmentation(segmentationId)) {
      const data = {
        imageIds: images.map(({ imageId }) => imageId),
        referencedImageIds: images.map((image) => image.referencedImageId),
      };
      segmentation.addSegmentations([{ segmentationId, representation: { type, data } }], true);
    }
    const drawn = nextEvent(this.cornerstone.eventTarget, Enums.Events.SEGMENTATION_RENDERED, (event) => {
      const { viewportId, segmentationId: id } = (event as CustomEvent<{ viewportId: string; segmentationId: string }>)
        .detail;
      return viewportId === pane.viewportId && id === segmentationId;
    });
    segmentation.addLabelmapRepresentationToViewport(pane.viewportId, [{ segmentationId }]);
    segmentation.config.color.setSegmentIndexColor(pane.viewportId, segmentationId, 1, COLOR);
    this.shown.set(pane, segmentationId);
    this.setVisible(pane, segmentationId);
    return drawn;
  }

  private setVisible(pane: Pane, segmentationId: string): void {
    const type = this.tools.Enums.SegmentationRepresentations.Labelmap;
    this.tools.segmentation.config.visibility.setSegmentationRepresentationVisibility(
      pane.viewportId,
      { segmentationId, type },
      this.state.visible,
    );
  }

  private style(): void {
    const type = this.tools.Enums.SegmentationRepresentations.Labelmap;
    const fill = {
      renderFill: true,
      renderFillInactive: true,
      fillAlpha: this.state.opacity,
      fillAlphaInactive: this.state.opacity,
    };
    const outline = {
      renderOutline: true,
      renderOutlineInactive: true,
      outlineWidth: OUTLINE_WIDTH,
      outlineWidthInactive: OUTLINE_WIDTH,
    };
    this.tools.segmentation.config.style.setStyle({ type }, { ...fill, ...outline });
  }
}
