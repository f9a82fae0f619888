import { Component, type ElementRef, computed, inject, input, model, viewChild } from '@angular/core';
import type { ProtocolIssue } from '@lectern/protocol';
import { Language } from '../../texts/language.js';

const LINE_HEIGHT = 20;

/** The protocol as text, with line numbers; lines with an issue are marked, and each issue leads to its line. */
@Component({
  selector: 'lectern-yaml-editor',
  template: `
    <div class="editor">
      <pre
        #gutter
        class="gutter"
        aria-hidden="true"
      >@for (line of lines(); track line.number) {<span [class.bad]="line.bad">{{ line.number }}{{ line.bad ? ' !' : '' }}
</span>}</pre>
      <textarea
        #area
        class="code"
        wrap="off"
        spellcheck="false"
        autocapitalize="off"
        [attr.aria-label]="words().text"
        [value]="text()"
        (input)="text.set(area.value)"
        (scroll)="gutter.scrollTop = area.scrollTop"
      ></textarea>
    </div>
    <ul class="small" aria-live="polite">
      @for (issue of issues(); track $index) {
        <li>
          @if (issue.line; as line) {
            <button type="button" class="quiet small" (click)="goTo(line)">{{ words().line(line) }}</button>
          }
          <code>{{ issue.path }}</code> {{ texts().server.says(issue.message) }}
        </li>
      } @empty {
        <li class="good">{{ words().sound }}</li>
      }
    </ul>
  `,
  styleUrl: './yaml-editor.css',
})
export class YamlEditor {
  readonly text = model.required<string>();
  readonly issues = input.required<readonly ProtocolIssue[]>();
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().wizard);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');
  protected readonly lines = computed(() => {
    const bad = new Set(this.issues().map(({ line }) => line));
    return this.text()
      .split('\n')
      .map((_, index) => ({ number: index + 1, bad: bad.has(index + 1) }));
  });

  protected goTo(line: number): void {
    const area = this.area().nativeElement;
    const before = this.text()
      .split('\n')
      .slice(0, line - 1);
    const start = before.reduce((sum, each) => sum + each.length + 1, 0);
    const end = start + (this.text().split('\n')[line - 1]?.length ?? 0);
    area.focus();
    area.setSelectionRange(start, end);
    area.scrollTop = Math.max(0, (line - 5) * LINE_HEIGHT);
  }
}
