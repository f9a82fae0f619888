import type { OverlayState } from '@lectern/contracts';
import type { CornerstoneCore, StackViewport } from './cornerstone.js';
import { OVERLAY_COLOR, type SliceOverlay, type StackOverlay } from './overlay-masks.js';
import type { ImageMetadata } from './image-metadata.js';
import type { Pane } from './panes.js';
import type { Slice } from './slice.js';
import { add, scale } from './vector.js';
import type { Viewports } from './viewports.js';

const BORDER_WIDTH = 2; // screen pixels at any zoom
const HIDDEN: OverlayState = { visible: false, opacity: 0 };

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly overlay: StackOverlay;
}

/**
 * Draws the AI's masks over the panes, an outline and a fill as opaque as asked, each time that a pane draws its slice: on a canvas of its own
 * between image and marks, so that image and overlay reach the screen in one frame, and showing, hiding and fading cost nothing. (cornerstone's
 * labelmaps, drawn by the same shaders as volumes, took seconds in software rendering.)
 */
export class OverlayView {
  private readonly layers = new Map<Pane, Layer>();
  private readonly stops: readonly (() => void)[];
  private state = HIDDEN;

  constructor(
    cornerstone: CornerstoneCore,
    private readonly metadata: ImageMetadata,
    private readonly viewports: Viewports,
  ) {
    const { IMAGE_RENDERED } = cornerstone.Enums.Events;
    this.stops = viewports.panes.map((pane) => {
      const draw = (): void => this.draw(pane);
      pane.element.addEventListener(IMAGE_RENDERED, draw);
      return () => pane.element.removeEventListener(IMAGE_RENDERED, draw);
    });
  }

  get visible(): boolean {
    return this.state.visible && this.layers.size > 0;
  }

  /** Lays overlays on their panes; a slice without a mask shows nothing, which is the AI's answer too. */
  show(overlays: ReadonlyMap<Pane, StackOverlay>, state: OverlayState): void {
    this.clear();
    for (const [pane, overlay] of overlays) {
      const canvas = document.createElement('canvas');
      canvas.className = 'overlay';
      const image = pane.element.querySelector('canvas');
      if (image) image.after(canvas);
      else pane.element.append(canvas);
      this.layers.set(pane, { canvas, overlay });
    }
    this.set(state);
  }

  set(state: OverlayState): void {
    this.state = state;
    for (const pane of this.layers.keys()) this.draw(pane);
  }

  /** Takes all overlays away: nothing of them stays in the page. */
  clear(): void {
    for (const { canvas } of this.layers.values()) canvas.remove();
    this.layers.clear();
    this.state = HIDDEN;
  }

  destroy(): void {
    this.clear();
    for (const stop of this.stops) stop();
  }

  private draw(pane: Pane): void {
    const layer = this.layers.get(pane);
    if (!layer) return;
    const { canvas, overlay } = layer;
    canvas.hidden = !this.state.visible;
    if (!this.state.visible) return;
    const viewport = this.viewports.viewport(pane);
    const slice = this.metadata.slice(viewport.getCurrentImageId() ?? '');
    const mask = slice && overlay.get(slice.sopInstanceUid);
    fit(canvas, pane.element);
    const context = canvas.getContext('2d');
    if (context && mask) paint(context, mask, pixelsToCanvas(viewport, slice), this.state.opacity);
  }
}

/** As many canvas pixels as the screen has, and empty. */
function fit(canvas: HTMLCanvasElement, { clientWidth, clientHeight }: HTMLElement): void {
  canvas.width = Math.round(clientWidth * devicePixelRatio);
  canvas.height = Math.round(clientHeight * devicePixelRatio);
}

/** From pixel corners (column, row) to the canvas: where the patient's coordinates of three corners come to lie. */
function pixelsToCanvas(viewport: StackViewport, slice: Slice): DOMMatrix {
  const across = scale(slice.rowCosines, slice.columnSpacing);
  const down = scale(slice.columnCosines, slice.rowSpacing);
  const corner = add(slice.position, scale(add(across, down), -0.5)); // a position is that of a pixel's centre
  const [x, y] = viewport.worldToCanvas(corner);
  const [xAcross, yAcross] = viewport.worldToCanvas(add(corner, across));
  const [xDown, yDown] = viewport.worldToCanvas(add(corner, down));
  return new DOMMatrix([xAcross - x, yAcross - y, xDown - x, yDown - y, x, y]);
}

function paint(context: CanvasRenderingContext2D, mask: SliceOverlay, matrix: DOMMatrix, opacity: number): void {
  context.setTransform(new DOMMatrix().scale(devicePixelRatio).multiply(matrix));
  context.imageSmoothingEnabled = false;
  context.globalAlpha = opacity;
  context.drawImage(mask.fill, 0, 0);
  const border = new Path2D();
  border.addPath(mask.border, matrix);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.globalAlpha = 1;
  context.lineWidth = BORDER_WIDTH;
  context.lineCap = 'square';
  context.strokeStyle = `rgb(${OVERLAY_COLOR.join(', ')})`;
  context.stroke(border);
}
