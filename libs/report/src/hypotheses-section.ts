import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { escapeHtml, fixed, pValue, significant } from './format.js';

/** What the plan claimed, whether it was shown, and of several claims whether they were shown together. */
export function hypothesesSection(analysis: StudyAnalysis): string {
  const rows = analysis.endpoints.flatMap((endpoint) => (endpoint.hypothesis ? [hypothesisRow(endpoint)] : []));
  if (rows.length === 0) return '';
  return `<h2>Hypotheses</h2><table><thead><tr><th>Endpoint</th><th>Claim</th><th>Interval</th><th>p (level)</th><th>Shown</th></tr></thead><tbody>${rows.join('')}</tbody></table>${familyTable(analysis)}`;
}

function hypothesisRow({ title, hypothesis }: EndpointResult): string {
  if (!hypothesis) return '';
  const { kind, margin, better, method, source, value } = hypothesis;
  const claim = `${kind}${margin === null ? '' : `, margin ${significant(margin)}`}; ${better} is better`;
  const head = `<td>${escapeHtml(title)}</td><td>${escapeHtml(claim)}<br><span class="muted">${escapeHtml(method)}. ${escapeHtml(source)}</span></td>`;
  if (value.status === 'not-estimable')
    return `<tr>${head}<td colspan="3">not estimable: ${escapeHtml(value.reason)}; not shown</td></tr>`;
  const [low, high] = value.ci;
  return `<tr>${head}<td class="n">${significant(low)} to ${significant(high)}</td><td class="n">${escapeHtml(pValue(value.p))} (${significant(value.level)})</td><td><strong>${value.shown ? 'yes' : 'no'}</strong></td></tr>`;
}

const RULES = {
  'co-primary': 'Co-primary: the claim stands only if every endpoint is shown',
  hierarchical: 'Hierarchical: in the order written, until one is not shown',
  holm: "Holm's step-down procedure",
  hochberg: "Hochberg's step-up procedure",
} as const;

function familyTable({ family, endpoints }: StudyAnalysis): string {
  if (!family) return '';
  const titleOf = (id: string): string => endpoints.find((endpoint) => endpoint.id === id)?.title ?? id;
  const rows = family.verdicts.map(
    ({ endpoint, p, adjustedP, shown }) =>
      `<tr><td>${escapeHtml(titleOf(endpoint))}</td><td class="n">${p === null ? 'not estimable' : escapeHtml(pValue(p))}</td><td class="n">${escapeHtml(pValue(adjustedP))}</td><td><strong>${shown ? 'yes' : 'no'}</strong></td></tr>`,
  );
  const notes = family.warnings.map((warning) => `<p><strong>Note:</strong> ${escapeHtml(warning)}</p>`).join('');
  return `<h3>Primary endpoints together</h3><p>${escapeHtml(RULES[family.method])}, one-sided level ${significant(family.level)}. ${family.all ? 'All are shown.' : 'Not all are shown.'} <span class="muted">${escapeHtml(family.source)}</span></p><table><thead><tr><th>Endpoint</th><th>One-sided p</th><th>Adjusted p</th><th>Shown</th></tr></thead><tbody>${rows.join('')}</tbody></table>${notes}`;
}

/** Which reads were analysed, where any that was assigned has no answer or departs from the protocol. */
export function analysisSetsSection({ endpoints, conditions }: StudyAnalysis): string {
  const sets = endpoints.flatMap(({ title, set }) =>
    set?.account.some((one) => one.completed < one.assigned || one.majorDeviations > 0) ? [{ title, set }] : [],
  );
  const [first] = sets;
  if (!first) return '';
  const nameOf = (id: string): string => conditions.find((condition) => condition.id === id)?.name ?? id;
  const rows = sets.flatMap(({ title, set }) =>
    set.account.map((one) => {
      const counts = [one.assigned, one.completed, one.missing, one.excused, one.technicalFailures, one.majorDeviations, one.filledIn, one.analysed]; // prettier-ignore
      return `<tr><td>${escapeHtml(title)}</td><td>${escapeHtml(nameOf(one.condition))}</td>${counts.map((count) => `<td class="n">${fixed(count, 0)}</td>`).join('')}</tr>`;
    }),
  );
  const rules = Object.entries(first.set.rules).map(([why, rule]) => `${why}: ${rule.replaceAll('-', ' ')}`);
  return `<h2>Analysis sets</h2><p>${first.set.name === 'per-protocol' ? 'Per protocol' : 'All assigned reads'}; reads without an answer: ${escapeHtml(rules.join('; '))}. <span class="muted">ICH E9(R1)</span></p><table><thead><tr><th>Endpoint</th><th>Condition</th><th>Assigned</th><th>Answered</th><th>Missing</th><th>Excused</th><th>Failed</th><th>Major deviations</th><th>Filled in</th><th>Analysed</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
