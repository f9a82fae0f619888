import { Component, computed, inject, resource, signal } from '@angular/core';
import { listDeviations, recordDeviation, recordDeviationSchema } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';

type Kind = (typeof recordDeviationSchema.shape.kind.options)[number];

/** Departures from the plan, told by people and found by the system; a coordinator adds to them until the lock. */
@Component({
  selector: 'lectern-deviations-panel',
  imports: [ProblemNote, ReasonDialog],
  templateUrl: './deviations-panel.html',
  styles: `
    th {
      white-space: normal;
    }
  `,
})
export class DeviationsPanel {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().evidence.deviations);
  protected readonly kinds = recordDeviationSchema.shape.kind.options;
  protected readonly asking = signal(false);
  protected readonly kind = signal<Kind>('other');
  protected readonly subject = signal('');
  protected readonly deviations = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.all(listDeviations, params, abortSignal),
  });
  protected readonly mayRecord = computed(
    () =>
      this.store.may('study:record-deviation') && (this.store.phase() === 'draft' || this.store.phase() === 'reading'),
  );
  protected readonly record = async (text: string): Promise<void> => {
    const subject = this.subject().trim();
    const note = { kind: this.kind(), text, ...(subject ? { subject } : {}) };
    await this.api.call(recordDeviation, this.store.params(), note);
    this.subject.set('');
    this.deviations.reload();
  };

  protected kindText(kind: string): string {
    return this.words().kinds[kind] ?? kind;
  }
}
