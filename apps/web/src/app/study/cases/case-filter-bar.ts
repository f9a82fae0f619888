import { Component, type ElementRef, inject, input, model, viewChild } from '@angular/core';
import { Language } from '../../texts/language.js';
import { aiStatuses, caseStates, everyCase, isFiltering, problemKinds, type CaseFilter } from './case-filter.js';

/** Chooses which cases the table shows. F goes to it. */
@Component({
  selector: 'lectern-case-filter-bar',
  template: `
    <label class="field">
      <span>{{ texts().cases.state }} <kbd>F</kbd></span>
      <select #state (change)="change({ state: caseStates[state.selectedIndex - 1] ?? null })">
        <option [selected]="filter().state === null">{{ texts().caseFilter.all }}</option>
        @for (one of caseStates; track one) {
          <option [selected]="filter().state === one">{{ texts().caseReview.state[one] }}</option>
        }
      </select>
    </label>
    <label class="field">
      <span>{{ texts().cases.ai }}</span>
      <select #ai (change)="change({ ai: aiStatuses[ai.selectedIndex - 1] ?? null })">
        <option [selected]="filter().ai === null">{{ texts().caseFilter.all }}</option>
        @for (one of aiStatuses; track one) {
          <option [selected]="filter().ai === one">{{ texts().caseFilter.ai[one] }}</option>
        }
      </select>
    </label>
    <label class="field">
      <span>{{ texts().caseFilter.problems }}</span>
      <select #problems (change)="change({ problems: problemKinds[problems.selectedIndex - 1] ?? null })">
        <option [selected]="filter().problems === null">{{ texts().caseFilter.all }}</option>
        @for (one of problemKinds; track one) {
          <option [selected]="filter().problems === one">{{ texts().caseFilter.kinds[one] }}</option>
        }
      </select>
    </label>
    @if (isFiltering(filter())) {
      <button type="button" class="quiet" (click)="filter.set(everyCase)">{{ texts().caseFilter.reset }}</button>
      <span class="muted tabular" role="status">{{ texts().caseFilter.shown(shown(), all()) }}</span>
    }
  `,
  styles: ':host { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; } select { min-width: 140px; }',
  host: { '(document:keydown.f)': 'focus($event)' },
})
export class CaseFilterBar {
  readonly filter = model.required<CaseFilter>();
  /** Cases that match, and cases there are. */
  readonly shown = input.required<number>();
  readonly all = input.required<number>();
  protected readonly texts = inject(Language).texts;
  protected readonly caseStates = caseStates;
  protected readonly aiStatuses = aiStatuses;
  protected readonly problemKinds = problemKinds;
  protected readonly everyCase = everyCase;
  protected readonly isFiltering = isFiltering;
  private readonly first = viewChild.required<ElementRef<HTMLSelectElement>>('state');

  protected change(part: Partial<CaseFilter>): void {
    this.filter.update((filter) => ({ ...filter, ...part }));
  }

  protected focus(event: Event): void {
    if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
    event.preventDefault();
    this.first().nativeElement.focus();
  }
}
