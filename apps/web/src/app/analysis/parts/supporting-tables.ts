import { Component, computed, inject, input } from '@angular/core';
import type { Statistic, StudyAnalysis, SupportingAnalysis } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { fixed, formatP, limits } from '../../texts/numbers.js';

/** Analyses beside the endpoints: the AI alone, agreement, other models of the same endpoint. Each opens its numbers, method and source. */
@Component({
  selector: 'lectern-supporting-tables',
  template: `
    @for (one of tables(); track one.key) {
      <details class="card">
        <summary>
          <strong>{{ one.analysis.title }}</strong>
          @if (one.endpoint) {
            <span class="muted">{{ one.endpoint }}</span>
          }
          @if (one.analysis.inference; as inference) {
            <span class="pill">{{ inference }}</span>
          }
        </summary>
        <p>{{ one.analysis.method }}</p>
        <p class="muted small">{{ one.analysis.source }}</p>
        @for (warning of one.analysis.warnings; track $index) {
          <p class="note warn">{{ warning }}</p>
        }
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words().of }}</th>
                <th scope="col">{{ words().measure }}</th>
                <th scope="col" class="number">{{ words().estimate }}</th>
                <th scope="col" class="number">{{ words().limits }}</th>
                <th scope="col" class="number">p</th>
                <th scope="col" class="number">n</th>
              </tr>
            </thead>
            <tbody>
              @for (row of one.analysis.statistics; track $index) {
                <tr>
                  <th scope="row">{{ row.label }}</th>
                  <td>{{ row.measure }}</td>
                  @if (row.value.status === 'estimated') {
                    <td class="number">{{ number(row.value.estimate) }}</td>
                    <td class="number">{{ limits(row) }}</td>
                    <td class="number">{{ row.value.p === null ? '–' : p(row.value.p) }}</td>
                    <td class="number">{{ row.value.n ?? '–' }}</td>
                  } @else {
                    <td colspan="4">{{ words().notEstimable(row.value.reason) }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
    }
    .card {
      padding: 8px 16px;
    }
    details p {
      margin: 8px 0;
      max-width: 72ch;
    }
    summary > * {
      margin-right: 8px;
    }
    .pill {
      white-space: normal;
    }
  `,
})
export class SupportingTables {
  readonly analysis = input.required<StudyAnalysis>();
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().analysis);
  protected readonly p = formatP;
  protected readonly tables = computed(() => {
    const { supporting, endpoints } = this.analysis();
    const whole = supporting.map((analysis) => ({ key: analysis.id, endpoint: '', analysis }));
    const beside = endpoints.flatMap(({ id, title, beside: analyses }) =>
      analyses.map((analysis: SupportingAnalysis) => ({ key: `${id} ${analysis.id}`, endpoint: title, analysis })),
    );
    return [...whole, ...beside];
  });

  protected number(value: number | null): string {
    return value === null ? '–' : fixed(value, 3);
  }

  protected limits({ value }: Statistic): string {
    return value.status === 'estimated' && value.ci ? limits(value.ci, 3) : '–';
  }
}
