import type { Pane } from './panes.js';

/** A place in a pane, in CSS pixels from its upper left corner. */
export type PanePlace = readonly [number, number];

export function placeIn(pane: Pane, { clientX, clientY }: MouseEvent): PanePlace {
  const { left, top } = pane.element.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** On the frame around cornerstone's element, on the way down: before cornerstone hears it. Returns how to stop. */
export function listenBefore(
  pane: Pane,
  name: 'mousedown' | 'mousemove' | 'mouseup',
  listener: (event: MouseEvent) => void,
): () => void {
  pane.frame.addEventListener(name, listener, { capture: true });
  return () => pane.frame.removeEventListener(name, listener, { capture: true });
}
