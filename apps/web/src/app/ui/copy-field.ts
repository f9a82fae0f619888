import { Component, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Language } from '../texts/language.js';

/** A text to be copied, with a button that says when it was. */
@Component({
  selector: 'lectern-copy-field',
  template: `
    <div class="row">
      <input #field readonly class="code" [value]="text()" [attr.aria-label]="label()" (focus)="field.select()" />
      <button type="button" (click)="copy()">
        <span aria-live="polite">{{ copied() ? texts().general.copied : texts().general.copy }}</span>
      </button>
    </div>
  `,
  styles: '.row { flex-wrap: nowrap; } input { flex: 1; min-width: 0; } button { min-width: 88px; }',
})
export class CopyField {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly copied = signal(false);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected async copy(): Promise<void> {
    const field = this.field().nativeElement;
    field.select();
    // Without a secure context there is no clipboard; the selected text can still be copied by hand.
    await navigator.clipboard?.writeText(this.text()).then(
      () => this.copied.set(true),
      () => field.focus(),
    );
  }
}
