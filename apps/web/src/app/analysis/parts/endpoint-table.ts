import { Component, computed, inject, input } from '@angular/core';
import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { formatP } from '../../texts/numbers.js';
import { formatChange, formatValue } from '../headline.js';

/** Every endpoint with its conditions, its comparison and p; each row opens its method, source, notes and readers. */
@Component({
  selector: 'lectern-endpoint-table',
  template: `
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ words().endpoint }}</th>
            @for (condition of analysis().conditions; track condition.id) {
              <th scope="col" class="number">{{ condition.name }}</th>
            }
            <th scope="col" class="number">{{ words().comparison.difference }} / {{ words().comparison.ratio }}</th>
            <th scope="col" class="number">p</th>
          </tr>
        </thead>
        <tbody>
          @for (endpoint of analysis().endpoints; track endpoint.id) {
            <tr>
              <th scope="row">
                {{ endpoint.title }} <span class="pill">{{ words().role[endpoint.role] }}</span>
                <details class="small">
                  <summary>{{ words().open }}</summary>
                  <p>{{ endpoint.method }}</p>
                  <p class="muted">{{ endpoint.source }}</p>
                  @for (warning of endpoint.warnings; track $index) {
                    <p class="note warn">{{ warning }}</p>
                  }
                  <p class="tabular">{{ readersOf(endpoint) }}</p>
                </details>
              </th>
              @for (condition of analysis().conditions; track condition.id) {
                <td class="number">{{ valueOf(endpoint, condition.id) }}</td>
              }
              <td class="number">{{ comparisonOf(endpoint) }}</td>
              <td class="number">{{ pOf(endpoint) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles:
    'th details { font-weight: 400; max-width: 60ch; } details p { margin-top: 4px; } td:last-child { white-space: nowrap; }',
})
export class EndpointTable {
  readonly analysis = input.required<StudyAnalysis>();
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().analysis);

  protected valueOf(endpoint: EndpointResult, condition: string): string {
    const found = endpoint.conditions.find((one) => one.condition === condition)?.value;
    if (!found) return '–';
    if (found.status === 'not-estimable') return this.words().notEstimable(found.reason);
    const interval = found.ci ? ` (${found.ci.map((end) => formatValue(endpoint, end)).join(',\u00a0')})` : '';
    return `${formatValue(endpoint, found.estimate)}${interval}`;
  }

  protected comparisonOf(endpoint: EndpointResult): string {
    const { value } = endpoint.comparison;
    if (value.status === 'not-estimable') return this.words().notEstimable(value.reason);
    const interval = value.ci ? ` (${value.ci.map((end) => formatChange(endpoint, end)).join(',\u00a0')})` : '';
    return `${formatChange(endpoint, value.estimate)}${interval}`;
  }

  protected pOf({ comparison: { value } }: EndpointResult): string {
    return value.status === 'estimated' && value.p !== null ? formatP(value.p) : '–';
  }

  protected readersOf(endpoint: EndpointResult): string {
    const numbers = [...new Set(endpoint.readers.map(({ reader }) => reader))];
    return numbers
      .map((reader) => {
        const values = endpoint.readers
          .filter((one) => one.reader === reader)
          .map(({ value }) => (value.status === 'estimated' ? formatValue(endpoint, value.estimate) : '–'));
        return `${this.words().reader(reader)}: ${values.join(' → ')}`;
      })
      .join('; ');
  }
}
