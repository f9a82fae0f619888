import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import type { ModelEvaluation } from '@lectern/contracts';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { FilterBar, type FilterChoice } from '../../ui/filter-bar.js';
import {
  type ExaminationFilter,
  filterOf,
  flags,
  matches,
  outcomeOf,
  outcomes,
  truths,
} from '../model/examination-filter.js';
import { numbers, type ResultColumn, type ResultRow, ResultTable } from './result-table.js';

type Examination = ModelEvaluation['cases'][number];

const pageSize = 50;

/** The examinations of an evaluation: how many came out how, and a row each, a page at a time; the address keeps which are looked at. */
@Component({
  selector: 'lectern-examination-list',
  imports: [FilterBar, ResultTable],
  template: `
    <section class="stack tight">
      <h2>{{ words().examinations }}</h2>
      <p>{{ words().tally(tally()) }}</p>
      <lectern-filter-bar
        class="no-print"
        [filter]="filter()"
        (filterChange)="look($event)"
        [choices]="choices()"
        [told]="words().shown(found().length, cases().length)"
      />
      @if (found().length) {
        <lectern-result-table [columns]="columns()" [rows]="rows()" />
      } @else {
        <p class="muted">{{ words().noMatch }}</p>
      }
      @if (rows().length < found().length) {
        <div class="row">
          <button type="button" class="no-print" (click)="length.set(length() + pageSize)">
            {{ texts().general.more }}
          </button>
          <span class="muted tabular">{{ words().shown(rows().length, found().length) }}</span>
        </div>
      }
    </section>
  `,
})
export class ExaminationList {
  readonly cases = input.required<readonly Examination[]>();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly formats = inject(Formats);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().workbench.evaluation);
  protected readonly pageSize = pageSize;
  protected readonly filter = linkedSignal(() => filterOf((name) => this.route.snapshot.queryParamMap.get(name)));
  protected readonly found = computed(() => this.cases().filter((each) => matches(each, this.filter())));
  /** How many rows are shown; another filter begins with the first page. */
  protected readonly length = linkedSignal({ source: this.found, computation: () => pageSize });
  protected readonly tally = computed(() => {
    const of = Map.groupBy(this.cases(), outcomeOf);
    const count = (outcome: (typeof outcomes)[number]): number => of.get(outcome)?.length ?? 0;
    return { all: this.cases().length, right: count('right'), missed: count('missed'), falsePositive: count('falsePositive') }; // prettier-ignore
  });
  protected readonly choices = computed<readonly FilterChoice<ExaminationFilter>[]>(() => {
    const { truth, truths: ofTruth, called, call, flag, flags: ofFlag } = this.words();
    return [
      { by: 'truth', label: truth, options: truths.map((value) => ({ value, label: ofTruth[value] })) },
      { by: 'outcome', label: called, options: outcomes.map((value) => ({ value, label: call[value] })) },
      { by: 'flag', label: flag, options: flags.map((value) => ({ value, label: ofFlag[value] })) },
    ];
  });
  protected readonly columns = computed<readonly ResultColumn[]>(() => {
    const { examination, hospital, grade, weeks, volume, score, called, diceByStack } = this.words();
    const facts = numbers(grade, weeks, volume, score);
    return [{ name: examination }, { name: hospital }, ...facts, { name: called }, { name: diceByStack }];
  });
  protected readonly rows = computed(() =>
    this.found()
      .slice(0, this.length())
      .map((each) => this.rowOf(each)),
  );

  protected look(filter: ExaminationFilter): void {
    this.filter.set(filter);
    void this.router.navigate([], {
      ...{ relativeTo: this.route, queryParams: filter, queryParamsHandling: 'merge', replaceUrl: true },
    });
  }

  private rowOf(each: Examination): ResultRow {
    const { call, foreign } = this.words();
    const facts = [each.hospital, `${each.grade}`, this.formats.number(each.gestationalAgeWeeks, 1)];
    const found = [this.formats.number(each.lesionMl, 3), this.formats.number(each.score, 3)];
    return {
      name: each.case,
      cells: [
        ...[...facts, ...found].map((text) => ({ text })),
        { text: call[outcomeOf(each)], ...(each.foreign && { mark: foreign }) },
        { text: each.stacks.map(({ dice }) => (dice === null ? '–' : this.formats.number(dice, 2))).join(', ') },
      ],
    };
  }
}
