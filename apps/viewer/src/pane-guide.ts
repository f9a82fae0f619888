import type { Pane } from './panes.js';

const SVG = 'http://www.w3.org/2000/svg';

/** From a place in a pane to another, in CSS pixels. */
export type Segment = readonly [from: readonly [number, number], to: readonly [number, number]];

/** Thin lines over a pane that guide the eye from stack to stack; they hold no pointer. */
export class PaneGuide {
  private readonly layer = document.createElementNS(SVG, 'svg');

  constructor(pane: Pane, className: string) {
    this.layer.setAttribute('class', `guide ${className}`);
    pane.frame.append(this.layer);
  }

  /** Draws these lines in place of those before. */
  draw(segments: readonly Segment[]): void {
    this.layer.replaceChildren(
      ...segments.map(([[x1, y1], [x2, y2]]) => {
        const line = document.createElementNS(SVG, 'line');
        for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) line.setAttribute(name, String(value));
        return line;
      }),
    );
  }
}
