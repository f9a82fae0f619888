import { Component, computed, inject, resource } from '@angular/core';
import { listCases } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { StudyStore } from '../study.store.js';
import { OutlinesUpload } from './outlines-upload.js';
import { ReferenceUpload } from './reference-upload.js';
import { TruthingPanelCard } from './truthing-panel.js';

/** The reference standard: for how many cases it is known, which ones lack it, and before the freeze the way in. */
@Component({
  selector: 'lectern-truth-page',
  imports: [OutlinesUpload, ProblemNote, ProgressBar, ReferenceUpload, TruthingPanelCard],
  template: `
    <div class="stack">
      @if (cases.error(); as problem) {
        <lectern-problem-note [error]="problem" retryable (again)="cases.reload()" />
      } @else if (coverage(); as counts) {
        <section class="card stack tight">
          <h2>{{ texts().truth.title }}</h2>
          <p class="tabular">{{ texts().truth.known(counts.known, counts.all) }}</p>
          <lectern-progress-bar [done]="counts.known" [planned]="counts.all" />
          @if (counts.lacking.length) {
            <p class="small">
              <span class="muted">{{ texts().truth.lacking }}</span> {{ counts.lacking.join(', ') }}
            </p>
          }
          <p class="muted small">{{ texts().truth.apart }}</p>
        </section>
      }
      @if (store.coordinates() && store.detail()?.protocol?.truthing) {
        <lectern-truthing-panel (closed)="cases.reload(); store.reload()" />
      }
      @if (store.coordinates() && store.phase() === 'draft') {
        <lectern-reference-upload (imported)="cases.reload(); store.reload()" />
        <lectern-outlines-upload (imported)="cases.reload(); store.reload()" />
      } @else if (store.phase() !== 'draft') {
        <p class="muted">{{ texts().cases.fixed }}</p>
      }
    </div>
  `,
})
export class TruthPage {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly cases = resource({
    params: () => ({ ...this.store.params(), ready: this.store.progress()?.cases.ready }),
    loader: ({ params, abortSignal }) => this.api.all(listCases, { study: params.study }, abortSignal),
  });
  protected readonly coverage = computed(() => {
    if (!this.cases.hasValue()) return null;
    const rows = this.cases.value().filter(({ state }) => state !== 'refused');
    const lacking = rows.filter(({ hasReference }) => !hasReference).map(({ sourceLabel }) => sourceLabel);
    return { all: rows.length, known: rows.length - lacking.length, lacking };
  });
}
