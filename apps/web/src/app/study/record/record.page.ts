import { Component, computed, inject, resource, signal } from '@angular/core';
import { listAudit } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** The audit chain, newest first, with whether it is whole. */
@Component({
  selector: 'lectern-record-page',
  imports: [EmptyState, ProblemNote],
  templateUrl: './record.page.html',
})
export class RecordPage {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly filter = signal('');
  protected readonly record = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.call(listAudit, params, undefined, abortSignal),
  });
  protected readonly entries = computed(() => {
    if (!this.record.hasValue()) return [];
    const wanted = this.filter().trim().toLowerCase();
    const matches = (text: string | null) => text?.toLowerCase().includes(wanted) ?? false;
    return this.record
      .value()
      .entries.filter((entry) => matches(entry.by) || matches(this.actText(entry.act)) || matches(entry.subject))
      .reverse();
  });

  protected actText(act: string): string {
    return this.texts().record.acts[act] ?? act;
  }
}
