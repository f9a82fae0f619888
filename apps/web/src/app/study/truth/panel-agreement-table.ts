import { Component, computed, inject, input } from '@angular/core';
import type { PanelAgreement, Statistic } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { fixed, limits } from '../../texts/numbers.js';
import { spoken } from '../../texts/spoken.js';

/** How the members of a panel agreed, each alone: every number with its interval, or why there is none. */
@Component({
  selector: 'lectern-panel-agreement-table',
  template: `
    <h3>{{ texts().truthing.panel.agreementTitle }}</h3>
    <p>{{ texts().truthing.panel.adjudicated(agreement().adjudicated, agreement().cases) }}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">{{ texts().truthing.panel.measure }}</th>
          <th scope="col" class="number">{{ texts().truthing.panel.value }}</th>
          <th scope="col" class="number">{{ texts().truthing.panel.cases }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.measure) {
          <tr>
            <th scope="row">{{ row.measure }}</th>
            <td class="number tabular">{{ row.value }}</td>
            <td class="number tabular">{{ row.n }}</td>
          </tr>
        }
      </tbody>
    </table>
    <p class="muted small">{{ analysis().method }} ({{ analysis().source }})</p>
  `,
})
export class PanelAgreementTable {
  readonly agreement = input.required<PanelAgreement>();
  protected readonly texts = inject(Language).texts;
  protected readonly analysis = computed(() => spoken(this.agreement().analysis, this.texts().server.says));
  protected readonly rows = computed(() =>
    this.analysis().statistics.map((each, i) => {
      const { measure = '' } = this.agreement().analysis.statistics[i] ?? {};
      return { measure: this.texts().truthing.panel.measures[measure] ?? each.measure, ...shown(each) };
    }),
  );
}

function shown({ value }: Statistic): { value: string; n: string } {
  if (value.status === 'not-estimable') return { value: value.reason, n: '' };
  const { estimate, ci, n } = value;
  const number = (each: number): string => (Number.isInteger(each) && !ci ? String(each) : fixed(each, 3));
  const interval = ci ? ` (${limits(ci, 3)})` : '';
  return { value: `${estimate === null ? '–' : number(estimate)}${interval}`, n: n === null ? '' : String(n) };
}
