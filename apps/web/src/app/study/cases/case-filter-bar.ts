import { Component, computed, inject, input, model, viewChild } from '@angular/core';
import { Language } from '../../texts/language.js';
import { FilterBar, type FilterChoice } from '../../ui/filter-bar.js';
import { aiStatuses, caseStates, problemKinds, type CaseFilter } from './case-filter.js';

/** Chooses which cases the table shows. F goes to it. */
@Component({
  selector: 'lectern-case-filter-bar',
  imports: [FilterBar],
  template: `
    <lectern-filter-bar [(filter)]="filter" [choices]="choices()" [told]="texts().caseFilter.shown(shown(), all())" />
  `,
  host: { '(document:keydown.f)': 'focus($event)' },
})
export class CaseFilterBar {
  readonly filter = model.required<CaseFilter>();
  /** Cases that match, and cases there are. */
  readonly shown = input.required<number>();
  readonly all = input.required<number>();
  protected readonly texts = inject(Language).texts;
  protected readonly choices = computed<readonly FilterChoice<CaseFilter>[]>(() => {
    const { cases, caseFilter, caseReview } = this.texts();
    const named = <Value extends string>(values: readonly Value[], names: Readonly<Record<Value, string>>) =>
      values.map((value) => ({ value, label: names[value] }));
    return [
      { by: 'state', label: cases.state, key: 'F', options: named(caseStates, caseReview.state) },
      { by: 'ai', label: cases.ai, options: named(aiStatuses, caseFilter.ai) },
      { by: 'problems', label: caseFilter.problems, options: named(problemKinds, caseFilter.kinds) },
    ];
  });
  private readonly bar = viewChild.required(FilterBar);

  protected focus(event: Event): void {
    if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
    event.preventDefault();
    this.bar().focus();
  }
}
