/** Colours of a figure's frame, taken from the page that it stands on. */
export interface Ink {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
}

/** @param probe carries the page's colours: text, border (line), outline (muted) and background (surface) */
export function inkOf(probe: Element): Ink {
  const style = getComputedStyle(probe);
  return {
    text: style.color,
    muted: style.outlineColor,
    line: style.borderTopColor,
    surface: style.backgroundColor,
  };
}
