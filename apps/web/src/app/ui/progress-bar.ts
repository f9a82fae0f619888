import { Component, computed, input } from '@angular/core';

/** A count of a whole, as a bar and in words beside it. */
@Component({
  selector: 'lectern-progress-bar',
  template: `<span class="bar" aria-hidden="true"><span [style.width.%]="percent()"></span></span>`,
  styles: `
    :host {
      display: block;
    }
    .bar {
      display: block;
      height: 8px;
      border-radius: 4px;
      background: var(--sunken);
      overflow: hidden;
    }
    .bar span {
      display: block;
      height: 100%;
      background: var(--accent);
      transition: width 200ms;
    }
  `,
})
export class ProgressBar {
  readonly done = input.required<number>();
  readonly planned = input.required<number>();
  protected readonly percent = computed(() => (this.planned() > 0 ? (100 * this.done()) / this.planned() : 0));
}
