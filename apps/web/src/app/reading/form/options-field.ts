import { Component, input, output } from '@angular/core';

export interface Option {
  readonly value: string | number;
  readonly text: string;
  /** The key that chooses it, shown beside it. */
  readonly key: string;
}

/** One of a few: a decision, a level, a choice. Native radio buttons, so that arrow keys and screen readers know them. */
@Component({
  selector: 'lectern-options-field',
  template: `
    <div class="options" role="radiogroup" [attr.aria-label]="label()" [class.wide]="wide()">
      @for (option of options(); track option.value) {
        <label [class.chosen]="option.value === value()">
          <input
            #radio
            type="radio"
            class="visually-hidden"
            [name]="name()"
            [checked]="option.value === value()"
            (change)="changed.emit(option.value)"
            (click)="release($event, radio)"
          />
          @if (option.key) {
            <kbd>{{ option.key }}</kbd>
          }
          <span>{{ option.text }}</span>
        </label>
      }
    </div>
  `,
  styleUrl: './options-field.css',
})
export class OptionsField {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly value = input<string | number>();
  /** Side by side, where the words are short. */
  readonly wide = input(false);
  readonly changed = output<string | number>();

  /** After a click the arrow keys go back to the images; after the keyboard they stay. */
  protected release(event: MouseEvent, radio: HTMLInputElement): void {
    if (event.screenX !== 0 || event.screenY !== 0) radio.blur();
  }
}
