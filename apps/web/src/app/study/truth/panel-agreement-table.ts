import { Component, computed, inject, input } from '@angular/core';
import type { PanelAgreement, Statistic } from '@lectern/contracts';
import { Language } from '../../texts/language.js';

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
    <p class="muted small">{{ agreement().analysis.method }} ({{ agreement().analysis.source }})</p>
  `,
})
export class PanelAgreementTable {
  readonly agreement = input.required<PanelAgreement>();
  protected readonly texts = inject(Language).texts;
  protected readonly rows = computed(() =>
    this.agreement().analysis.statistics.map((each) => ({
      measure: this.texts().truthing.panel.measures[each.measure] ?? each.measure,
      ...shown(each),
    })),
  );
}

function shown({ value }: Statistic): { value: string; n: string } {
  if (value.status === 'not-estimable') return { value: value.reason, n: '' };
  const { estimate, ci, n } = value;
  const number = (each: number): string => (Number.isInteger(each) && !ci ? String(each) : each.toFixed(3));
  const interval = ci ? ` (${number(ci[0])}–${number(ci[1])})` : '';
  return { value: `${estimate === null ? '–' : number(estimate)}${interval}`, n: n === null ? '' : String(n) };
}
