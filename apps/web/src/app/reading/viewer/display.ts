import { computed, signal } from '@angular/core';
import {
  markToolSchema,
  type OpenRead,
  type OverlayState,
  type ViewerCommandBody,
  type ViewerLayout,
  type ViewerTool,
  type ViewerWindow,
} from '@lectern/contracts';
import type { ReadSession } from '../model/read-session.js';

const layouts: readonly ViewerLayout[] = ['row', 'focus', 'single'];
/** Of the fill; the outline stays. */
const opacities: readonly number[] = [0.4, 0.7, 0, 0.2];

export interface DisplayDeps {
  readonly session: () => ReadSession | null;
  readonly say: (command: ViewerCommandBody) => void;
}

/** How the reader has the images on the screen: tool, layout, lines, window and the AI's overlay. */
export class Display {
  readonly tool = signal<ViewerTool>('window');
  readonly isMarking = computed(() => markToolSchema.safeParse(this.tool()).success);
  readonly layout = signal<ViewerLayout>('row');
  readonly lines = signal(false);
  readonly overlay = signal(true);
  /** Of the AI's fill, 0 to 1: the reader's own for the sitting. */
  readonly opacity = signal(opacities[0] ?? 0);
  private preset = 0;

  constructor(private readonly deps: DisplayDeps) {}

  /** Another case is opened. @returns the window with which it opens; undefined: each image's own */
  firstWindow(): ViewerWindow | undefined {
    this.preset = 0;
    return windowOf(this.deps.session()?.read.hanging?.windows[0]);
  }

  /** Layout and lines as the protocol says, once a sitting: after that the reader's own stand. */
  hang(hanging: OpenRead['hanging']): void {
    if (!hanging) return;
    const { layout, focus, referenceLines } = hanging;
    this.layout.set(layout);
    this.deps.say({ type: 'set-layout', layout, ...(focus && { focus }) });
    this.lines.set(referenceLines);
    this.deps.say({ type: 'set-reference-lines', visible: referenceLines });
  }

  use(tool: ViewerTool): void {
    this.tool.set(tool);
    this.deps.say({ type: 'set-tool', tool });
  }

  /** Takes the next of the tools with which the protocol lets findings be marked, after the last the ordinary one. */
  nextMarkTool(): void {
    const tools = this.deps.session()?.form.findingsQuestion()?.tools ?? [];
    const at = tools.findIndex((tool) => tool === this.tool());
    this.use(tools[at + 1] ?? 'window');
  }

  nextStack(by: 1 | -1): void {
    this.deps.say({ type: 'step-stack', by });
  }

  /** The protocol's window presets one after another, after the last each image's own. */
  nextPreset(): void {
    const windows = this.deps.session()?.read.hanging?.windows ?? [];
    this.preset = (this.preset + 1) % (windows.length + 1);
    const window = windowOf(windows[this.preset]);
    this.deps.say(window ? { type: 'set-window', ...window } : { type: 'stored-window' });
  }

  /** A tool by its key, and by the same key back to the ordinary one. */
  toggle(tool: ViewerTool): void {
    this.use(this.tool() === tool ? 'window' : tool);
  }

  /** Measures lengths; by the same key again they go. */
  toggleMeasure(): void {
    if (this.tool() === 'length') this.deps.say({ type: 'clear-lengths' });
    this.toggle('length');
  }

  nextLayout(): void {
    const next = layouts[(layouts.indexOf(this.layout()) + 1) % layouts.length] ?? 'row';
    this.layout.set(next);
    this.deps.say({ type: 'set-layout', layout: next });
  }

  toggleOverlay(): void {
    if (!this.hasOverlay()) return;
    this.overlay.update((visible) => !visible);
    this.sayOverlay();
  }

  nextOpacity(): void {
    if (!this.hasOverlay()) return;
    this.opacity.update((opacity) => opacities[(opacities.indexOf(opacity) + 1) % opacities.length] ?? opacity);
    this.sayOverlay();
  }

  overlayState(): OverlayState {
    return { visible: this.overlay(), opacity: this.opacity() };
  }

  toggleLines(): void {
    this.lines.update((visible) => !visible);
    this.deps.say({ type: 'set-reference-lines', visible: this.lines() });
  }

  scroll(by: number): void {
    this.deps.say({ type: 'scroll', by });
  }

  resetView(): void {
    this.deps.say({ type: 'reset-view' });
  }

  showSlice(sopInstanceUid: string): void {
    this.deps.say({ type: 'show-slice', sopInstanceUid });
  }

  private hasOverlay(): boolean {
    const { ai } = this.deps.session()?.read ?? {};
    return ai?.state === 'available' && (ai.shows.includes('segmentation') || ai.shows.includes('heat-map'));
  }

  private sayOverlay(): void {
    this.deps.say({ type: 'set-overlay', ...this.overlayState() });
  }
}

function windowOf(preset: ViewerWindow | undefined): ViewerWindow | undefined {
  return preset && { width: preset.width, center: preset.center };
}
