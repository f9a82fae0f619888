import type { FindingTools } from './finding-tools.js';
import type { ImageMetadata } from './image-metadata.js';
import type { Marks } from './marks.js';
import { type PanePlace, listenBefore, placeIn } from './pane-pointer.js';
import type { Pane } from './panes.js';
import { toVector } from './vector.js';
import type { Viewports } from './viewports.js';

const STILL = 4; // screen pixels: a press and a release this close together are a click
const NEAR = 10;

/**
 * Places a point mark where and when the reader clicks. cornerstone, which would wait 400 ms for a second click first and take the next drag
 * for it, does not hear of the press: the mark's time and the reader's eye would be late.
 */
export class PointClicks {
  private pressed: { readonly pane: Pane; readonly place: PanePlace } | null = null;
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly tools: FindingTools,
    private readonly viewports: Viewports,
    private readonly metadata: ImageMetadata,
    private readonly marks: Marks,
  ) {
    this.stops = viewports.panes.flatMap((pane) => [
      listenBefore(pane, 'mousedown', (event) => this.press(pane, event)),
      listenBefore(pane, 'mouseup', (event) => this.release(pane, event)),
    ]);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private press(pane: Pane, event: MouseEvent): void {
    const place = placeIn(pane, event);
    this.pressed = null;
    if (this.tools.current !== 'point' || event.button !== 0) return;
    if (this.marks.isPointNear(this.viewports.viewport(pane), place, NEAR)) return; // cornerstone takes hold of that mark
    event.stopPropagation();
    event.preventDefault();
    this.pressed = { pane, place };
  }

  private release(pane: Pane, event: MouseEvent): void {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed || pressed.pane !== pane) return;
    const [x, y] = placeIn(pane, event);
    if (Math.hypot(x - pressed.place[0], y - pressed.place[1]) > STILL) return;
    const viewport = this.viewports.viewport(pane);
    const slice = this.metadata.slice(viewport.getCurrentImageId() ?? '');
    const point = toVector(viewport.canvasToWorld(pressed.place));
    if (!slice || !point) return;
    this.marks.placePoint(slice, point, pane.element);
    viewport.render();
  }
}
