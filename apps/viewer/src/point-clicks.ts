import type { FindingTools } from './finding-tools.js';
import type { ImageMetadata } from './image-metadata.js';
import type { Marks } from './marks.js';
import type { Pane } from './panes.js';
import { toVector } from './vector.js';
import type { Viewports } from './viewports.js';

const STILL = 4; // screen pixels: a press and a release this close together are a click
const NEAR = 10;

/**
 * Places a point mark where and when the reader clicks. cornerstone would wait 400 ms for a second click first, and the mark's time and the
 * reader's eye would be late by that.
 */
export class PointClicks {
  private pressed: { readonly x: number; readonly y: number } | null = null;
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly tools: FindingTools,
    private readonly viewports: Viewports,
    private readonly metadata: ImageMetadata,
    private readonly marks: Marks,
  ) {
    this.stops = viewports.panes.flatMap((pane) => [
      listen(pane, 'pointerdown', (event) => this.press(pane, event)),
      listen(pane, 'pointerup', (event) => this.release(pane, event)),
    ]);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private press(pane: Pane, event: PointerEvent): void {
    const place = placeIn(pane, event);
    const takesHold = this.marks.isPointNear(this.viewports.viewport(pane), place, NEAR);
    const places = this.tools.current === 'point' && event.button === 0 && !takesHold;
    this.pressed = places ? { x: place[0], y: place[1] } : null;
  }

  private release(pane: Pane, event: PointerEvent): void {
    const place = placeIn(pane, event);
    const { pressed } = this;
    this.pressed = null;
    if (!pressed || Math.hypot(place[0] - pressed.x, place[1] - pressed.y) > STILL) return;
    const viewport = this.viewports.viewport(pane);
    const slice = this.metadata.slice(viewport.getCurrentImageId() ?? '');
    const point = toVector(viewport.canvasToWorld([pressed.x, pressed.y]));
    if (!slice || !point) return;
    this.marks.placePoint(slice, point, pane.element);
    viewport.render();
  }
}

function placeIn(pane: Pane, { clientX, clientY }: PointerEvent): readonly [number, number] {
  const { left, top } = pane.element.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

function listen(pane: Pane, name: 'pointerdown' | 'pointerup', listener: (event: PointerEvent) => void): () => void {
  pane.element.addEventListener(name, listener, { capture: true });
  return () => pane.element.removeEventListener(name, listener, { capture: true });
}
