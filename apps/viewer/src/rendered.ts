/** Resolves after the element's (or target's) next event of this name for which `matches` holds. */
export function nextEvent(
  target: EventTarget,
  name: string,
  matches: (event: Event) => boolean = () => true,
): Promise<void> {
  return new Promise((resolve) => {
    const listener = (event: Event): void => {
      if (!matches(event)) return;
      target.removeEventListener(name, listener);
      resolve();
    };
    target.addEventListener(name, listener);
  });
}

/** Resolves when what was drawn before is on screen: after the next frame has been painted, or at once in a hidden page, which paints none. */
export function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
