import type { CornerstoneCore } from './cornerstone.js';
import type { ImageMetadata } from './image-metadata.js';
import { PaneGuide } from './pane-guide.js';
import type { Pane } from './panes.js';
import type { Slice } from './slice.js';
import { cutLine } from './slice-place.js';
import type { Viewports } from './viewports.js';

/**
 * Where the slice of one pane cuts those of the others. Approximate, since the fetus moves between stacks; stacks in another frame of reference have
 * no line. (cornerstone's own tool left lines out where an edge of the slice runs beside the other plane.)
 */
export class ReferenceLines {
  private source: Pane | null = null;
  private readonly guides: ReadonlyMap<Pane, PaneGuide>;
  private readonly stops: readonly (() => void)[];

  constructor(
    cornerstone: CornerstoneCore,
    private readonly viewports: Viewports,
    private readonly metadata: ImageMetadata,
  ) {
    const { IMAGE_RENDERED } = cornerstone.Enums.Events;
    this.guides = new Map(viewports.panes.map((pane) => [pane, new PaneGuide(pane, 'reference')]));
    this.stops = viewports.panes.map((pane) => {
      const draw = (): void => (pane === this.source ? this.drawAll() : this.draw(pane));
      pane.element.addEventListener(IMAGE_RENDERED, draw);
      return () => pane.element.removeEventListener(IMAGE_RENDERED, draw);
    });
  }

  /** @param source the pane whose slice is drawn into the others; null: none */
  show(source: Pane | null): void {
    this.source = source;
    this.drawAll();
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private drawAll(): void {
    for (const pane of this.guides.keys()) this.draw(pane);
  }

  private draw(pane: Pane): void {
    const source = this.source && this.source !== pane ? this.sliceIn(this.source) : undefined;
    const target = source && this.sliceIn(pane);
    const line = source && target && cutLine(source, target);
    const viewport = this.viewports.viewport(pane);
    this.guides.get(pane)?.draw(line ? [[viewport.worldToCanvas(line[0]), viewport.worldToCanvas(line[1])]] : []);
  }

  private sliceIn(pane: Pane): Slice | undefined {
    return this.metadata.slice(this.viewports.viewport(pane).getCurrentImageId() ?? '');
  }
}
