import { Component, inject, output } from '@angular/core';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { keyOf, type Act } from '../model/key-map.js';

/** Every key and what it does. */
@Component({
  selector: 'lectern-key-list',
  imports: [Modal],
  template: `
    <lectern-modal [heading]="texts().reading.keys" (closed)="closed.emit()">
      <dl class="facts">
        @for (act of acts; track act) {
          <dt>
            <kbd>{{ keys[act] }}</kbd>
          </dt>
          <dd>{{ texts().reading.acts[act] }}</dd>
        }
        <dt>
          <kbd>{{ texts().reading.digits }}</kbd>
        </dt>
        <dd>{{ texts().reading.digitsMeaning }}</dd>
      </dl>
      <p class="muted small">{{ texts().reading.keysHint }}</p>
    </lectern-modal>
  `,
})
export class KeyList {
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  protected readonly keys = keyOf;
  protected readonly acts = Object.keys(keyOf) as Act[];
}
