import { Component, computed, effect, inject, resource } from '@angular/core';
import { getOversight, type Oversight } from '@lectern/contracts';
import { fewestReadsToCompare } from '@lectern/reading';
import { Api } from '../../core/api.js';
import { Figure, type FigureTable } from '../../figures/figure.js';
import { daysOption } from '../../figures/days-option.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { totalsByDay } from './totals-by-day.js';

/** What a coordinator should look at: missing and excused reads, problems, deviations, unusual times, and the pace by day. */
@Component({
  selector: 'lectern-oversight-panel',
  imports: [Figure, ProblemNote],
  templateUrl: './oversight-panel.html',
  styleUrl: './progress-panel.css',
  styles: ':host { display: grid; gap: 16px; } ul { margin: 0; padding: 0; list-style: none; }',
})
export class OversightPanel {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination);
  protected readonly fewest = fewestReadsToCompare;
  protected readonly oversight = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.call(getOversight, params, undefined, abortSignal),
  });
  protected readonly missing = computed(() => {
    const reads = this.store.progress()?.reads;
    const excused = this.oversight.hasValue() ? this.oversight.value().excused : 0;
    return reads ? reads.planned - reads.submitted - excused : 0;
  });
  private readonly totals = computed(() => (this.oversight.hasValue() ? totalsByDay(this.oversight.value().days) : []));
  protected readonly chart = computed(() => daysOption(this.totals(), this.words().oversight.reads));
  protected readonly table = computed((): FigureTable => {
    const { day, reader, reads } = this.words().oversight;
    const days = this.oversight.hasValue() ? this.oversight.value().days : [];
    return {
      columns: [day, reader, reads],
      rows: days.map((each) => [each.date, this.nameOf(each.reader), each.submitted]),
    };
  });

  constructor() {
    // Each change of the study is told by its progress; what is shown stays until the new is there.
    effect(() => {
      if (this.store.progress()?.at) this.oversight.reload();
    });
  }

  protected placeOf({ reader, session, position }: Oversight['unusual'][number]): string {
    return this.words().place(this.nameOf(reader), session, position);
  }

  protected kindText(kind: string): string {
    return this.texts().evidence.deviations.kinds[kind] ?? kind;
  }

  private nameOf(number: number): string {
    return this.store.readerName(number) ?? this.words().readerNumber(number);
  }
}
