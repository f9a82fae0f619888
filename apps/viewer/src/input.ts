import type { ViewerEventBody } from '@lectern/contracts';
import { browserTime } from './clock.js';
import { throttled } from './throttle.js';

const ACTIVITY_EVERY_MILLIS = 1000;
const INPUTS = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'touchmove'] as const;

/**
 * Tells the page what it cannot see of a frame: that the reader is at work, at most once a second and of when they last were, and each key pressed, since the keys belong
 * to the page's form wherever the focus is. OHIF's own hotkeys never hear them. Returns how to stop.
 */
export function forwardInput(say: (event: ViewerEventBody) => void): () => void {
  const active = throttled<number>(ACTIVITY_EVERY_MILLIS, (atMillis) => say({ type: 'activity', atMillis }));
  const onInput = (): void => active(browserTime());
  const onKey = (event: KeyboardEvent): void => {
    event.stopImmediatePropagation();
    const { key, code, altKey: alt, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, repeat } = event;
    if (key === '' || key.length > 32) return;
    if (isOurs(event)) event.preventDefault();
    say({ type: 'key', atMillis: browserTime(), key, code: code.slice(0, 32), alt, ctrl, meta, shift, repeat });
  };
  for (const input of INPUTS) addEventListener(input, onInput, { capture: true, passive: true });
  addEventListener('keydown', onKey, { capture: true });
  return () => {
    for (const input of INPUTS) removeEventListener(input, onInput, { capture: true });
    removeEventListener('keydown', onKey, { capture: true });
  };
}

/** Keys with which the browser would scroll, search or go back; its own shortcuts, Tab and function keys stay its. */
function isOurs({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && key !== 'Tab' && !/^F\d+$/.test(key);
}
