import { Component, type ElementRef, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import { Language } from '../texts/language.js';

/** A dialog that holds the focus until it is closed (by its button, its content or Escape). Present means open. */
@Component({
  selector: 'lectern-modal',
  template: `
    <dialog #dialog [attr.aria-label]="heading()" (close)="closed.emit()" (keydown)="$event.stopPropagation()">
      <div class="stack">
        <div class="head">
          <h2>{{ heading() }}</h2>
          <button type="button" class="quiet" (click)="dialog.close()">{{ texts().general.close }}</button>
        </div>
        <ng-content />
      </div>
    </dialog>
  `,
  styles: `
    :host {
      display: contents;
    }
    .head {
      display: flex;
      justify-content: space-between;
      align-items: start;
      gap: 12px;
    }
    h2 {
      font-size: var(--large);
    }
  `,
})
export class Modal {
  readonly heading = input.required<string>();
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
