import { Component, computed, inject, resource } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { getAnalysis, getAnalysisDocument, pathOf } from '@lectern/contracts';
import { Api } from '../core/api.js';
import { StudyStore } from '../study/study.store.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { spoken } from '../texts/spoken.js';
import { ProblemNote } from '../ui/problem-note.js';
import { mainEndpoint, sentence } from './headline.js';
import { readTable } from './model/read-table.js';
import { BundlePanel } from './parts/bundle-panel.js';
import { EndpointTable } from './parts/endpoint-table.js';
import { StudyFigures } from './parts/study-figures.js';
import { SupportingTables } from './parts/supporting-tables.js';

/** Before lock a closed door that says why; after it the main result in a sentence, then the report and its data. */
@Component({
  selector: 'lectern-analysis-page',
  imports: [BundlePanel, EndpointTable, ProblemNote, StudyFigures, SupportingTables],
  templateUrl: './analysis.page.html',
  styleUrl: './analysis.page.css',
})
export class AnalysisPage {
  private readonly api = inject(Api);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly documents = ['report.html', 'analysis.json', 'reads.csv', 'codebook.csv'] as const;
  protected readonly state = resource({
    params: () => ({ ...this.store.params(), at: `${this.store.phase()} ${this.store.progress()?.analysis}` }),
    loader: ({ params, abortSignal }) => this.api.call(getAnalysis, { study: params.study }, undefined, abortSignal),
  });
  protected readonly analysis = computed(() => {
    const state = this.state.hasValue() ? this.state.value() : null;
    return state?.state === 'done' ? spoken(state.analysis, this.texts().server.says) : null;
  });
  /** Every read, for the figures that show single reads. */
  protected readonly reads = resource({
    params: () => {
      const [analysis, detail] = [this.analysis(), this.store.detail()];
      return analysis && detail ? { analysis, protocol: detail.protocol } : undefined;
    },
    loader: async ({ params: { analysis, protocol }, abortSignal }) => {
      const response = await fetch(this.pathOf('reads.csv'), { signal: abortSignal });
      if (!response.ok) throw new Error(`reads.csv: ${response.status}`);
      return readTable(await response.text(), protocol, analysis.primaryTime);
    },
  });
  /** The main result first, the others after it. */
  protected readonly sentences = computed(() => {
    const analysis = this.analysis();
    const main = analysis && mainEndpoint(analysis);
    if (!analysis || !main) return [];
    const ordered = [
      main,
      ...analysis.endpoints.filter((endpoint) => endpoint !== main && endpoint.role === 'secondary'),
    ];
    return ordered.map((endpoint) => sentence(analysis, endpoint, this.texts().report));
  });
  /** Why there is no result now, in the server's words. */
  protected readonly why = computed(() => {
    const state = this.state.hasValue() ? this.state.value() : null;
    if (state?.state === 'done' || !state) return '';
    const said = state.state === 'closed' ? state.why : state.state === 'running' ? state.step : state.reason;
    return this.texts().server.says(said);
  });
  /** Made of the contract's own path and an encoded id: a document of this origin. */
  protected readonly frame = computed(() => this.sanitizer.bypassSecurityTrustResourceUrl(this.pathOf('report.html')));

  protected pathOf(document: string): string {
    return pathOf(getAnalysisDocument, { ...this.store.params(), document });
  }
}
