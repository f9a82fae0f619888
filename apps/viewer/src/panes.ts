import type { Orientation, ViewerLayout } from '@lectern/contracts';
import type { LoadedStack } from './case-images.js';

/** One place for a stack: its element for cornerstone, and the words in its corners. */
export interface Pane {
  readonly viewportId: string;
  readonly frame: HTMLDivElement;
  readonly element: HTMLDivElement;
  readonly corner: { readonly name: HTMLElement; readonly slice: HTMLElement; readonly window: HTMLElement };
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

export function nameStack(pane: Pane, stack: LoadedStack): void {
  const { name, slice, window } = pane.corner;
  name.textContent = stack.label ?? `${stack.orientation.charAt(0).toUpperCase()}${stack.orientation.slice(1)}`;
  slice.textContent = '';
  window.textContent = '';
}
