import { Component, input, output } from '@angular/core';
import type { Option } from './options-field.js';

/** Any number of a few. Native check boxes, so that the space bar and screen readers know them. */
@Component({
  selector: 'lectern-multi-options-field',
  template: `
    <div class="options" role="group" [attr.aria-label]="label()">
      @for (option of options(); track option.value) {
        <label [class.chosen]="isChosen(option)">
          <input
            #box
            type="checkbox"
            class="visually-hidden"
            [checked]="isChosen(option)"
            (change)="toggled.emit(option)"
            (click)="release($event, box)"
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
export class MultiOptionsField {
  readonly label = input.required<string>();
  /** The one without a value stands for none of the others. */
  readonly options = input.required<readonly Option[]>();
  readonly value = input<readonly string[]>();
  readonly toggled = output<Option>();

  protected isChosen({ value }: Option): boolean {
    const chosen = this.value();
    return value === '' ? chosen?.length === 0 : chosen?.includes(String(value)) === true;
  }

  /** After a click the keys go back to the images; after the keyboard they stay. */
  protected release(event: MouseEvent, box: HTMLInputElement): void {
    if (event.screenX !== 0 || event.screenY !== 0) box.blur();
  }
}
