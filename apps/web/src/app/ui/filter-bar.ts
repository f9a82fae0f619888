import { Component, computed, type ElementRef, inject, input, model, viewChildren } from '@angular/core';
import { Language } from '../texts/language.js';

/** One thing by which rows are told apart; the value null, which stands for all of them, is not named. */
export interface FilterChoice<Filter> {
  readonly by: keyof Filter & string;
  readonly label: string;
  /** The key that goes there. */
  readonly key?: string;
  readonly options: readonly { readonly value: Filter[keyof Filter]; readonly label: string }[];
}

/** Whether any row may be left out. */
export const isFiltering = (filter: object): boolean => Object.values(filter).some((value) => value !== null);

/** Chooses which rows a table shows, by one select each; says how many are left, and shows all again. */
@Component({
  selector: 'lectern-filter-bar',
  template: `
    @for (choice of choices(); track choice.by) {
      <label class="field">
        <span>
          {{ choice.label }}
          @if (choice.key) {
            <kbd>{{ choice.key }}</kbd>
          }
        </span>
        <select #select (change)="choose(choice, select.selectedIndex - 1)">
          <option [selected]="filter()[choice.by] === null">{{ texts().caseFilter.all }}</option>
          @for (option of choice.options; track option.value) {
            <option [selected]="filter()[choice.by] === option.value">{{ option.label }}</option>
          }
        </select>
      </label>
    }
    @if (filtering()) {
      <button type="button" class="quiet" (click)="showAll()">{{ texts().caseFilter.reset }}</button>
      <span class="muted tabular" role="status">{{ told() }}</span>
    }
  `,
  styles: ':host { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; } select { min-width: 140px; }',
})
export class FilterBar<Filter extends object> {
  readonly filter = model.required<Filter>();
  readonly choices = input.required<readonly FilterChoice<Filter>[]>();
  /** How many rows are left of how many. */
  readonly told = input.required<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly filtering = computed(() => isFiltering(this.filter()));
  private readonly selects = viewChildren<ElementRef<HTMLSelectElement>>('select');

  focus(): void {
    this.selects()[0]?.nativeElement.focus();
  }

  protected choose({ by, options }: FilterChoice<Filter>, at: number): void {
    this.filter.update((filter) => ({ ...filter, [by]: options[at]?.value ?? null }));
  }

  protected showAll(): void {
    this.filter.update((filter) => ({ ...filter, ...Object.fromEntries(Object.keys(filter).map((by) => [by, null])) }));
  }
}
