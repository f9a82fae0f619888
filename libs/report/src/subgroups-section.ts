import type { StudyAnalysis, SubgroupResult } from '@lectern/contracts';
import { escapeHtml } from './format.js';
import { comparisonText, estimateText } from './sentences.js';

type Level = SubgroupResult['levels'][number];

/** The plan's subgroups, level by level, with whether they were specified before there were reads. */
export function subgroupsSection(analysis: StudyAnalysis): string {
  if (analysis.subgroups.length === 0) return '';
  const parts = analysis.subgroups.map((subgroup) => subgroupTable(subgroup, analysis));
  return `<h2>Subgroups</h2><p class="muted">The primary analysis of each endpoint on the reads of each level alone. Intervals are not adjusted for the number of subgroups, and no level is tested against another: an interval that includes no effect in one level and not in another is no difference between them. Wang et al., N Engl J Med 2007; 357:2189.</p>${parts.join('')}`;
}

function subgroupTable({ name, specified, levels, warnings }: SubgroupResult, analysis: StudyAnalysis): string {
  const heads = analysis.conditions.map((condition) => `<th>${escapeHtml(condition.name)}</th>`).join('');
  const rows = levels.flatMap((level) => level.endpoints.map((_, index) => levelRow(level, index, analysis)));
  const notes = warnings.map((warning) => `<p><strong>Note:</strong> ${escapeHtml(warning)}.</p>`).join('');
  return `<h3>${escapeHtml(name)} (${specified === 'post-hoc' ? 'post hoc' : 'pre-specified'})</h3>${notes}<table><thead><tr><th>Level</th><th>Endpoint</th>${heads}<th>Comparison</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function levelRow(
  { level, readers, cases, positives, endpoints }: Level,
  index: number,
  { conditions }: StudyAnalysis,
): string {
  const own = endpoints[index];
  if (!own) return '';
  const cells = conditions.map(({ id }) => {
    const value = own.conditions.find(({ condition }) => condition === id)?.value;
    return `<td class="n">${value ? escapeHtml(estimateText(own, value)) : ''}</td>`;
  });
  const counts = `${readers} readers, ${cases} cases, ${positives} positive`;
  const head =
    index === 0
      ? `<td rowspan="${endpoints.length}">${escapeHtml(level)}<br><span class="muted">${counts}</span></td>`
      : '';
  const note = own.warnings.map((warning) => `<br><span class="muted">${escapeHtml(warning)}</span>`).join('');
  return `<tr>${head}<td>${escapeHtml(own.title)}${own.unit ? ` (${escapeHtml(own.unit)})` : ''}${note}</td>${cells.join('')}<td class="n">${escapeHtml(`${own.comparison.kind} ${comparisonText(own)}`)}</td></tr>`;
}
