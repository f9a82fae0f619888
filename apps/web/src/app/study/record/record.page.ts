import { Component, computed, inject, resource, signal } from '@angular/core';
import { listAudit, type AuditEntryView } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { saveText } from '../../core/save-file.js';
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
  /** Code of the act that alone is shown; empty: all. */
  protected readonly act = signal('');
  protected readonly record = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.call(listAudit, params, undefined, abortSignal),
  });
  /** The acts that occur, each once, by their words. */
  protected readonly acts = computed(() => {
    const codes = this.record.hasValue() ? this.record.value().entries.map(({ act }) => act) : [];
    return [...new Set(codes)].map((code) => ({ code, text: this.actText(code) })).sort(byText);
  });
  protected readonly entries = computed(() => {
    if (!this.record.hasValue()) return [];
    const wanted = this.filter().trim().toLowerCase();
    const matches = ({ by, act, subject, reason }: AuditEntryView) =>
      [by, this.actText(act), subject, reason].some((text) => text?.toLowerCase().includes(wanted));
    return this.record
      .value()
      .entries.filter((entry) => (this.act() === '' || entry.act === this.act()) && matches(entry))
      .reverse();
  });

  /** The whole chain as the server gave it, for whoever verifies it elsewhere. */
  protected download(): void {
    if (this.record.hasValue())
      saveText(
        `record-${this.store.params().study}.json`,
        'application/json',
        JSON.stringify(this.record.value(), null, 2),
      );
  }

  protected actText(act: string): string {
    return this.texts().record.acts[act] ?? act;
  }
}

const byText = (a: { readonly text: string }, b: { readonly text: string }): number => a.text.localeCompare(b.text);
