import { Component, input, output } from '@angular/core';

/** A labelled number; what is no number is not taken. */
@Component({
  selector: 'lectern-number-field',
  template: `
    <label class="field">
      <span>{{ label() }}</span>
      <input
        #field
        type="number"
        [step]="step()"
        [min]="min()"
        [max]="max()"
        [value]="value()"
        (input)="take(field.valueAsNumber)"
      />
      @if (hint()) {
        <span class="muted small">{{ hint() }}</span>
      }
    </label>
  `,
})
export class NumberField {
  readonly label = input.required<string>();
  readonly value = input.required<number>();
  readonly hint = input('');
  readonly step = input<number | string>('any');
  readonly min = input<number | string>('');
  readonly max = input<number | string>('');
  readonly changed = output<number>();

  protected take(value: number): void {
    if (Number.isFinite(value)) this.changed.emit(value);
  }
}
