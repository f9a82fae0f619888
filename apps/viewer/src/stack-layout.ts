import type { Orientation, ViewerLayout } from '@lectern/contracts';
import type { LoadedStack } from './case-images.js';
import { type Pane, arrange } from './panes.js';
import type { ReferenceLines } from './reference-lines.js';
import type { Viewports } from './viewports.js';

/** How the stacks of the open case stand beside each other, and which of them is active: keys scroll it, and reference lines show its slice. */
export class StackLayout {
  private stacks: readonly LoadedStack[] = [];
  private layout: ViewerLayout = 'row';
  private large: Orientation | undefined; // of the layouts that have one large
  private hasLines = false;
  private current: Pane;

  constructor(
    private readonly container: HTMLElement,
    private readonly viewports: Viewports,
    private readonly lines: ReferenceLines,
  ) {
    const [first] = viewports.panes;
    if (!first) throw new Error('No pane to show a stack in');
    this.current = first;
    first.frame.setAttribute('data-active', '');
    this.arrange();
  }

  get active(): Pane {
    return this.current;
  }

  /** Another case stands in the panes; the reader's layout stays. */
  hang(stacks: readonly LoadedStack[]): void {
    this.stacks = stacks;
    if (!this.panes().includes(this.current)) this.activate(this.viewports.panes[0] ?? this.current);
    this.arrange();
    this.activateLarge();
  }

  /** @param focus the stack that is large or alone; absent: the active one */
  set(layout: ViewerLayout, focus?: Orientation): void {
    this.layout = layout;
    this.large = focus ?? this.orientationIn(this.current);
    this.arrange();
    this.activateLarge();
  }

  /** Makes the stack after or before the active one active, and large where one is. */
  step(by: 1 | -1): void {
    const panes = this.panes();
    const next = panes[(panes.indexOf(this.current) + by + panes.length) % panes.length];
    if (!next) return;
    this.large = this.orientationIn(next);
    this.activate(next);
    this.arrange();
  }

  activate(pane: Pane): void {
    if (pane === this.current) return;
    this.current.frame.removeAttribute('data-active');
    this.current = pane;
    pane.frame.setAttribute('data-active', '');
    if (this.hasLines) this.lines.show(pane);
  }

  setReferenceLines(visible: boolean): void {
    this.hasLines = visible;
    this.container.toggleAttribute('data-lines', visible);
    this.lines.show(visible ? this.current : null);
  }

  private arrange(): void {
    const { panes } = this.viewports;
    if (arrange(this.container, panes, this.stacks, this.layout, this.large)) this.viewports.resize();
  }

  /** Where one stack stands large or alone, keys are for it. */
  private activateLarge(): void {
    const pane = this.panes().find(({ frame }) => frame.dataset['place'] === 'large');
    if (pane && this.layout !== 'row') this.activate(pane);
  }

  private panes(): readonly Pane[] {
    return this.viewports.panes.slice(0, this.stacks.length);
  }

  private orientationIn(pane: Pane): Orientation | undefined {
    return this.stacks[this.viewports.panes.indexOf(pane)]?.orientation;
  }
}
