import { Component, input } from '@angular/core';

/** What comes here, and the first step to it as content. */
@Component({
  selector: 'lectern-empty-state',
  template: `
    <div class="empty stack tight">
      <h2>{{ heading() }}</h2>
      @if (hint()) {
        <p class="muted">{{ hint() }}</p>
      }
      <ng-content />
    </div>
  `,
  styles:
    '.empty { padding: 32px 24px; text-align: center; justify-items: center; border: 1px dashed var(--line); border-radius: 4px; } p { max-width: 60ch; }',
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly hint = input('');
}
