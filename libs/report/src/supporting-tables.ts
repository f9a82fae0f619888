import type { Statistic, StudyAnalysis, SupportingAnalysis } from '@lectern/contracts';
import { escapeHtml, pValue, significant } from './format.js';

/** What stands beside each endpoint, and the analyses of the study as a whole: one table each, with method and source. */
export function supportingSection(analysis: StudyAnalysis): string {
  const { endpoints, supporting, conditions } = analysis;
  const names = new Map(conditions.map(({ id, name }) => [id, name]));
  const groups = [
    ...endpoints.map(({ title, beside }) => ({ title, tables: beside })),
    { title: 'The study as a whole', tables: supporting },
  ].filter(({ tables }) => tables.some(hasRows));
  if (groups.length === 0) return '';
  const parts = groups.map(
    ({ title, tables }) =>
      `<h3>${escapeHtml(title)}</h3>${tables
        .filter(hasRows)
        .map((one) => supportingTable(one, names))
        .join('')}`,
  );
  return `<h2>Supporting analyses</h2><p class="muted">None of these replaces the planned analysis above. Statistic: t or z, or what the row names; df: degrees of freedom, absent where the normal distribution is used; n: reads, cases, pairs or clusters.</p>${parts.join('')}`;
}

const hasRows = ({ statistics }: SupportingAnalysis): boolean => statistics.length > 0;

/** One supporting analysis as a table; conditions by their names. */
export function supportingTable(analysis: SupportingAnalysis, names: ReadonlyMap<string, string>): string {
  const { title, inference, method, source, statistics, warnings } = analysis;
  const about = [inference, method, source].filter((text) => text !== null && text !== '').map((text) => escapeHtml(text as string)); // prettier-ignore
  const notes = warnings.map((warning) => `<p><strong>Note:</strong> ${escapeHtml(warning)}</p>`).join('');
  return `<section class="beside"><h4>${escapeHtml(title)}</h4><p class="muted">${about.join('. ')}.</p><table><thead><tr><th>Of</th><th>What</th><th>Estimate (interval)</th><th>SE</th><th>Statistic</th><th>df</th><th>p</th><th>n</th></tr></thead><tbody>${statistics.map((row) => statisticRow(row, names)).join('')}</tbody></table>${notes}</section>`;
}

function statisticRow({ label, measure, value }: Statistic, names: ReadonlyMap<string, string>): string {
  const head = `<td>${escapeHtml(named(label, names))}</td><td>${escapeHtml(named(measure, names))}</td>`;
  if (value.status === 'not-estimable')
    return `<tr>${head}<td colspan="6">not estimable: ${escapeHtml(value.reason)}</td></tr>`;
  const { estimate, se, statistic, df, p, ci, n } = value;
  const interval = ci ? ` (${significant(ci[0])} to ${significant(ci[1])})` : '';
  const cells = [
    estimate === null ? '' : `${significant(estimate)}${interval}`,
    ...[se, statistic, df].map((number) => (number === null ? '' : significant(number))),
    p === null ? '' : escapeHtml(pValue(p)),
    n === null ? '' : significant(n),
  ];
  return `<tr>${head}${cells.map((cell) => `<td class="n">${cell}</td>`).join('')}</tr>`;
}

/** Ids of conditions stand alone or between these in a label. */
function named(label: string, names: ReadonlyMap<string, string>): string {
  return label
    .split(/( - | \/ |, | and )/)
    .map((part) => names.get(part) ?? part)
    .join('');
}
