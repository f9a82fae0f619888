import { Component, type ElementRef, input, output, viewChild } from '@angular/core';
import type { Question } from '@lectern/contracts';

/** A measurement: a number to type, with its unit. */
@Component({
  selector: 'lectern-number-field',
  template: `
    <div class="measure">
      <input
        #typed
        inputmode="decimal"
        autocomplete="off"
        data-number
        [attr.aria-label]="question().text + ' (' + question().unit + ')'"
        [placeholder]="'–'"
        [value]="value() ?? ''"
        (input)="take(typed.value)"
        (blur)="typed.value = '' + (value() ?? '')"
      />
      <span class="muted">{{ question().unit }}</span>
    </div>
  `,
  styleUrl: './number-field.css',
})
export class NumberField {
  readonly question = input.required<Question & { kind: 'number' }>();
  readonly value = input<number>();
  /** undefined: the field was emptied. */
  readonly changed = output<number | undefined>();
  private readonly typed = viewChild.required<ElementRef<HTMLInputElement>>('typed');

  /** A digit pressed elsewhere begins a new number here. */
  begin(digit: number): void {
    const field = this.typed().nativeElement;
    field.focus();
    field.value = String(digit);
    field.setSelectionRange(1, 1);
    this.take(field.value);
  }

  /** What is no number is no answer; the field shows the last one when it is left. Limits are said with the other faults. */
  protected take(text: string): void {
    const written = text.trim().replace(',', '.');
    if (written === '') this.changed.emit(undefined);
    else if (Number.isFinite(Number(written))) this.changed.emit(Number(written));
  }
}
