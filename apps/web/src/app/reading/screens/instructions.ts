import { Component, inject, input, output } from '@angular/core';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';

/** The protocol's instructions, opened again at any time. */
@Component({
  selector: 'lectern-instructions',
  imports: [Modal],
  template: `
    <lectern-modal [heading]="texts().reading.instructions" (closed)="closed.emit()">
      <p class="text">{{ text() }}</p>
    </lectern-modal>
  `,
  styles: '.text { white-space: pre-line; }',
})
export class Instructions {
  readonly text = input.required<string>();
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
}
