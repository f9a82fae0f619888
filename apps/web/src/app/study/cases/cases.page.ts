import { Component, computed, effect, inject, untracked } from '@angular/core';
import { listCases } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Paged } from '../../core/paged.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { MoreButton } from '../../ui/more-button.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { CaseUpload } from './case-upload.js';

/** The cases of a study with their checks and AI results; before the freeze, the ways in. */
@Component({
  selector: 'lectern-cases-page',
  imports: [CaseUpload, EmptyState, MoreButton, ProblemNote],
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
  protected readonly cases = new Paged((after, limit) =>
    this.api.call(listCases, { ...this.store.params(), limit: `${limit}`, ...(after && { after }) }),
  );
  protected readonly isDraft = computed(() => this.store.phase() === 'draft');

  constructor() {
    effect(() => {
      const { study } = this.store.params();
      this.version();
      if (study) untracked(() => void this.cases.reload());
    });
  }
}
