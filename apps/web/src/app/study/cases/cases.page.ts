import { Component, computed, inject, linkedSignal, resource } from '@angular/core';
import { listCases, type CaseRow } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { CaseUpload } from './case-upload.js';

/** The cases of a study with their checks and AI results; before the freeze, the ways in. */
@Component({
  selector: 'lectern-cases-page',
  imports: [CaseUpload, EmptyState, ProblemNote],
  templateUrl: './cases.page.html',
})
export class CasesPage {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  /** Changes when a case or an AI result does; the table is asked for again then. */
  private readonly version = computed(() =>
    JSON.stringify([this.store.progress()?.cases, this.store.progress()?.inference]),
  );
  protected readonly cases = resource({
    params: () => ({ ...this.store.params(), version: this.version() }),
    loader: ({ params, abortSignal }) => this.api.call(listCases, { study: params.study }, undefined, abortSignal),
  });
  /** Kept while the table is asked for again, so that nothing jumps. */
  protected readonly rows = linkedSignal<CaseRow[] | undefined, CaseRow[] | undefined>({
    source: () => (this.cases.hasValue() ? this.cases.value() : undefined),
    computation: (rows, before) => rows ?? before?.value,
  });
  protected readonly isDraft = computed(() => this.store.phase() === 'draft');
}
