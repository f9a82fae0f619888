import type { ViewerEventBody } from '@lectern/contracts';
import { browserTime } from './clock.js';
import type { CornerstoneCore, VoiRange } from './cornerstone.js';
import type { OpenCase } from './open-case.js';
import type { StackLayout } from './stack-layout.js';
import type { Pane } from './panes.js';
import { throttled } from './throttle.js';
import type { Viewports } from './viewports.js';

const REPORT_EVERY_MILLIS = 100;

/** Sees what the reader does to a pane, writes it into the pane's corners and tells the page, ten times a second at most. */
export class ViewWatch {
  private readonly stops: (() => void)[] = [];

  constructor(
    cornerstone: CornerstoneCore,
    private readonly viewports: Viewports,
    private readonly open: OpenCase,
    layout: StackLayout,
    private readonly say: (event: ViewerEventBody) => void,
  ) {
    const { STACK_NEW_IMAGE, VOI_MODIFIED, IMAGE_RENDERED } = cornerstone.Enums.Events;
    for (const pane of viewports.panes) {
      const slice = throttled<void>(REPORT_EVERY_MILLIS, () => this.reportSlice(pane));
      const window = throttled<VoiRange>(REPORT_EVERY_MILLIS, (range) => this.reportWindow(pane, range));
      this.listen(pane, STACK_NEW_IMAGE, () => slice());
      this.listen(pane, VOI_MODIFIED, (event) => window((event as CustomEvent<{ range: VoiRange }>).detail.range));
      this.listen(pane, IMAGE_RENDERED, () => this.writeCorners(pane));
      this.listen(pane, 'pointermove', (event) => {
        const { movementX, movementY } = event as PointerEvent; // zero where a pane came under a pointer that rests
        if (movementX !== 0 || movementY !== 0) layout.activate(pane);
      });
      for (const name of ['pointerdown', 'wheel']) this.listen(pane, name, () => layout.activate(pane));
      this.listen(pane, 'contextmenu', (event) => event.preventDefault());
    }
  }

  close(): void {
    for (const stop of this.stops) stop();
  }

  private listen(pane: Pane, name: string, listener: (event: Event) => void): void {
    pane.element.addEventListener(name, listener);
    this.stops.push(() => pane.element.removeEventListener(name, listener));
  }

  private reportSlice(pane: Pane): void {
    const shown = this.open.stackIn(pane);
    const index = this.viewports.viewport(pane).getCurrentImageIdIndex();
    const slice = shown?.stack.slices[index];
    if (!shown || !slice) return;
    const { caseToken, stack } = shown;
    const { orientation, slices } = stack;
    const { sopInstanceUid } = slice;
    this.say({
      type: 'slice',
      caseToken,
      atMillis: browserTime(),
      orientation,
      sopInstanceUid,
      index,
      count: slices.length,
    });
  }

  private reportWindow(pane: Pane, range: VoiRange): void {
    const shown = this.open.stackIn(pane);
    if (!shown) return;
    const { caseToken, stack } = shown;
    this.say({
      type: 'window',
      caseToken,
      atMillis: browserTime(),
      orientation: stack.orientation,
      ...this.viewports.windowOf(range),
    });
  }

  private writeCorners(pane: Pane): void {
    const shown = this.open.stackIn(pane);
    if (!shown) return;
    const viewport = this.viewports.viewport(pane);
    const { voiRange } = viewport.getProperties();
    pane.corner.slice.textContent = `${viewport.getCurrentImageIdIndex() + 1} / ${shown.stack.slices.length}`;
    if (!voiRange) return;
    const { width, center } = this.viewports.windowOf(voiRange);
    pane.corner.window.textContent = `W ${Math.round(width)} L ${Math.round(center)}`;
  }
}
