import type { Orientation, ViewerLayout, ViewerWords } from '@lectern/contracts';
import type { LoadedStack } from './case-images.js';

/** One place for a stack: its element for cornerstone, and the words in its corners. */
export interface Pane {
  readonly viewportId: string;
  readonly frame: HTMLDivElement;
  readonly element: HTMLDivElement;
  readonly corner: Readonly<Record<'name' | 'approximate' | 'slice' | 'window', HTMLElement>>;
}

const VIEWPORTS = ['first', 'second', 'third'] as const;

/** Three panes in the page's container; those that a case does not need are hidden. */
export function buildPanes(container: HTMLElement): readonly Pane[] {
  return VIEWPORTS.map((place) => {
    const frame = child(container, 'pane');
    return {
      viewportId: `lectern-${place}`,
      frame,
      element: child(frame, 'pane-image'),
      corner: {
        name: child(frame, 'corner name'),
        approximate: child(frame, 'corner approximate'),
        slice: child(frame, 'corner slice'),
        window: child(frame, 'corner window'),
      },
    };
  });
}

function child(parent: HTMLElement, className: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  parent.append(element);
  return element;
}

/**
 * Arranges the panes by style alone: `row` side by side, `focus` one large and the others beside it, `single` one alone. The style sheet keeps
 * panes out of sight at full size, so that they go on rendering and come back at once.
 *
 * @returns whether any pane's size may have changed
 */
export function arrange(
  container: HTMLElement,
  panes: readonly Pane[],
  stacks: readonly LoadedStack[],
  layout: ViewerLayout,
  focus?: Orientation,
): boolean {
  const shown = stacks.length || panes.length;
  const large = Math.max(
    0,
    stacks.findIndex(({ orientation }) => orientation === focus),
  );
  const arrangement = `${layout} ${shown} ${large}`;
  if (container.dataset['arrangement'] === arrangement) return false;
  Object.assign(container.dataset, { arrangement, layout, panes: String(shown) });
  let beside = 0;
  panes.forEach(({ frame }, index) => {
    frame.hidden = index >= shown;
    frame.dataset['place'] = index === large ? 'large' : `beside-${(beside += 1)}`;
  });
  return true;
}

/** What stands on the images until the page has told the reader's language. */
const ENGLISH: ViewerWords = { axial: 'Axial', coronal: 'Coronal', sagittal: 'Sagittal', approximate: 'approximate' };

/** The words in the panes' corners. */
export class PaneWords {
  private words = ENGLISH;
  private readonly named = new Map<Pane, Orientation>();

  /** The name of another stack; what the one before had in its corners is gone. */
  name(pane: Pane, orientation: Orientation): void {
    this.named.set(pane, orientation);
    pane.corner.slice.textContent = '';
    pane.corner.window.textContent = '';
    this.write(pane, orientation);
  }

  /** @param language of the words, a BCP 47 tag: what reads the page aloud goes by it */
  speak({ words, language }: { readonly words: ViewerWords; readonly language: string }): void {
    document.documentElement.lang = language;
    this.words = words;
    for (const [pane, orientation] of this.named) this.write(pane, orientation);
  }

  private write({ corner }: Pane, orientation: Orientation): void {
    corner.name.textContent = this.words[orientation];
    corner.approximate.textContent = this.words.approximate;
  }
}
