import { Component, inject, input, output } from '@angular/core';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { Prose } from '../../ui/prose.js';

/** The protocol's instructions, opened again at any time. */
@Component({
  selector: 'lectern-instructions',
  imports: [Modal, Prose],
  template: `
    <lectern-modal [heading]="texts().reading.instructions" (closed)="closed.emit()">
      <lectern-prose [text]="text()" />
    </lectern-modal>
  `,
})
export class Instructions {
  readonly text = input.required<string>();
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
}
