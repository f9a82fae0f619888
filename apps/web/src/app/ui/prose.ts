import { Component, computed, input } from '@angular/core';

/** Paragraphs of a plain text: apart by empty lines; a single line end is where the writer's line was full, unless a list item follows. */
export function paragraphsOf(text: string): string[] {
  return text
    .trim()
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .map((paragraph) => paragraph.replace(/[ \t]*\r?\n(?![ \t]*([-*•]|\d+[.)]) )[ \t]*/g, ' '))
    .filter((paragraph) => paragraph !== '');
}

/** A plain text as it was meant: paragraphs and list items, whatever the width of its lines. */
@Component({
  selector: 'lectern-prose',
  template: `
    @for (paragraph of paragraphs(); track $index) {
      <p>{{ paragraph }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      max-width: 80ch;
    }
    p {
      white-space: pre-line;
    }
  `,
})
export class Prose {
  readonly text = input.required<string>();
  protected readonly paragraphs = computed(() => paragraphsOf(this.text()));
}
