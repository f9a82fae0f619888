import type { FindingTools } from './finding-tools.js';
import type { ImageMetadata } from './image-metadata.js';
import { PaneGuide } from './pane-guide.js';
import { listenBefore, placeIn } from './pane-pointer.js';
import type { Pane } from './panes.js';
import type { CornerstoneCore } from './cornerstone.js';
import { nearestSlice, onPlane } from './slice-place.js';
import { type Vector, toVector } from './vector.js';
import type { Viewports } from './viewports.js';

/**
 * The place that the reader points at with the crosshair's tool, in all stacks: each other pane turns to its slice nearest to that place and shows
 * a cross there. Approximate, since the fetus moves between stacks; stacks in another frame of reference take no part.
 */
export class Crosshair {
  private place: { readonly point: Vector; readonly frameOfReferenceUid: string } | null = null;
  private held = false;
  private readonly crosses: ReadonlyMap<Pane, PaneGuide>;
  private readonly stops: readonly (() => void)[];

  constructor(
    cornerstone: CornerstoneCore,
    private readonly tools: FindingTools,
    private readonly viewports: Viewports,
    private readonly metadata: ImageMetadata,
  ) {
    this.crosses = new Map(viewports.panes.map((pane) => [pane, new PaneGuide(pane, 'cross')]));
    const release = (): void => void (this.held = false);
    addEventListener('mouseup', release);
    this.stops = [
      () => removeEventListener('mouseup', release),
      ...viewports.panes.flatMap((pane) => [
        listenBefore(pane, 'mousedown', (event) => this.press(pane, event)),
        listenBefore(pane, 'mousemove', (event) => this.held && this.point(pane, event)),
      ]),
      ...viewports.panes.map((pane) => {
        const draw = (): void => this.draw(pane);
        pane.element.addEventListener(cornerstone.Enums.Events.IMAGE_RENDERED, draw);
        return () => pane.element.removeEventListener(cornerstone.Enums.Events.IMAGE_RENDERED, draw);
      }),
    ];
  }

  /** Takes the crosses away. */
  clear(): void {
    this.place = null;
    this.held = false;
    for (const pane of this.crosses.keys()) this.draw(pane);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private press(pane: Pane, event: MouseEvent): void {
    if (this.tools.current !== 'crosshair' || event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    this.held = true;
    this.point(pane, event);
  }

  private point(pane: Pane, event: MouseEvent): void {
    const viewport = this.viewports.viewport(pane);
    const slice = this.metadata.slice(viewport.getCurrentImageId() ?? '');
    const point = toVector(viewport.canvasToWorld(placeIn(pane, event)));
    if (!slice || !point) return;
    this.place = { point, frameOfReferenceUid: slice.frameOfReferenceUid };
    for (const other of this.viewports.panes) {
      const index = other === pane ? -1 : this.indexIn(other);
      if (index >= 0) this.viewports.showSlice(other, index);
      this.draw(other);
    }
  }

  /** The pane's slice nearest to the place; -1 where the place does not lie in its stack. */
  private indexIn(pane: Pane): number {
    const slices = this.viewports
      .viewport(pane)
      .getImageIds()
      .map((imageId) => this.metadata.slice(imageId))
      .filter((slice) => slice !== undefined);
    if (!this.place || slices[0]?.frameOfReferenceUid !== this.place.frameOfReferenceUid) return -1;
    return nearestSlice(slices, this.place.point);
  }

  private draw(pane: Pane): void {
    const viewport = this.viewports.viewport(pane);
    const slice = this.metadata.slice(viewport.getCurrentImageId() ?? '');
    const isHere = this.place !== null && this.indexIn(pane) === viewport.getCurrentImageIdIndex();
    if (!slice || !this.place || !isHere) return this.crosses.get(pane)?.draw([]);
    const [x, y] = viewport.worldToCanvas(onPlane(slice, this.place.point));
    const { clientWidth: width, clientHeight: height } = pane.element;
    this.crosses.get(pane)?.draw([
      [
        [x, 0],
        [x, height],
      ],
      [
        [0, y],
        [width, y],
      ],
    ]);
  }
}
