import { Component, inject, input } from '@angular/core';
import type { Paged } from '../core/paged.js';
import { Language } from '../texts/language.js';

/** The rest of a list, a page at a time; absent where nothing is left. */
@Component({
  selector: 'lectern-more-button',
  template: `
    @if (list().hasMore()) {
      <button type="button" [disabled]="list().loading()" (click)="list().more()">
        {{ texts().general.more }}
      </button>
    }
  `,
})
export class MoreButton {
  readonly list = input.required<Paged<unknown>>();
  protected readonly texts = inject(Language).texts;
}
