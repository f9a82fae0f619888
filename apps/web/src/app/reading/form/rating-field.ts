import { Component, type ElementRef, computed, inject, input, output, viewChild } from '@angular/core';
import type { Question } from '@lectern/contracts';
import { Language } from '../../texts/language.js';

/** A likelihood: a scale to point at and a number to type. No value stands there before one is given. */
@Component({
  selector: 'lectern-rating-field',
  template: `
    <div class="row">
      <input
        #scale
        type="range"
        [class.unset]="value() === undefined"
        [attr.aria-label]="question().text"
        [attr.aria-valuetext]="value() ?? '–'"
        [min]="question().min"
        [max]="question().max"
        [step]="question().step"
        [value]="value() ?? middle()"
        (input)="changed.emit(+scale.value)"
        (pointerup)="changed.emit(+scale.value); scale.blur()"
      />
      <input
        #typed
        class="number"
        inputmode="decimal"
        autocomplete="off"
        data-number
        [attr.aria-label]="texts().reading.typed"
        [placeholder]="'–'"
        [value]="value() ?? ''"
        (input)="take(typed.value)"
        (blur)="typed.value = '' + (value() ?? '')"
      />
    </div>
    <div class="ends small muted tabular" aria-hidden="true">
      <span>{{ question().min }}</span><span>{{ question().max }}</span>
    </div>
  `,
  styleUrl: './rating-field.css',
})
export class RatingField {
  readonly question = input.required<Question & { kind: 'rating' }>();
  readonly value = input<number>();
  readonly changed = output<number>();
  protected readonly texts = inject(Language).texts;
  protected readonly middle = computed(() => (this.question().min + this.question().max) / 2);
  private readonly typed = viewChild.required<ElementRef<HTMLInputElement>>('typed');

  /** A digit pressed elsewhere begins a new number here. */
  begin(digit: number): void {
    const field = this.typed().nativeElement;
    field.focus();
    field.value = String(digit);
    field.setSelectionRange(1, 1);
    this.take(field.value);
  }

  /** A number outside the scale is no answer; the field shows the last one when it is left. */
  protected take(text: string): void {
    const { min, max } = this.question();
    const value = Number(text.trim().replace(',', '.'));
    if (text.trim() !== '' && value >= min && value <= max) this.changed.emit(value);
  }
}
