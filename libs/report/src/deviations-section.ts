import type { StudyAnalysis } from '@lectern/contracts';
import { escapeHtml } from './format.js';

/** Departures from the plan, by kind and one by one. */
export function deviationsSection({ deviations }: StudyAnalysis): string {
  if (deviations.length === 0) return '<h2>Deviations</h2><p>No deviation was recorded.</p>';
  const groups = [
    ...Map.groupBy(
      deviations,
      ({ kind, found }) => `${kind} (${found === 'system' ? 'found by the system' : 'told by a person'})`,
    ),
  ];
  const counts = groups.map(([name, own]) => `${own.length} ${name}`).join(', ');
  const rows = deviations.map(
    ({ number, at, kind, text }) =>
      `<tr><td class="n">${number}</td><td class="n">${escapeHtml(at.slice(0, 16).replace('T', ' '))}</td><td>${escapeHtml(kind)}</td><td>${escapeHtml(text)}</td></tr>`,
  );
  return `<h2>Deviations</h2><p>${escapeHtml(counts)}. Which of them take a read out of the per-protocol set is said in the protocol.</p><table><thead><tr><th>Number</th><th>Noted (UTC)</th><th>Kind</th><th>What</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
