import type { StudyAnalysis } from '@lectern/contracts';
import { escapeHtml, fixed, significant } from './format.js';

/** Why the study has its size, from what was assumed before the first read. */
export function sizingSection({ sizing, endpoints, alpha }: StudyAnalysis): string {
  if (!sizing) return '';
  const title = endpoints.find(({ id }) => id === sizing.endpoint)?.title ?? sizing.endpoint;
  const { reached } = sizing;
  const power =
    reached.status === 'estimated'
      ? `Its ${sizing.readers} readers and ${sizing.cases} cases had a power of ${fixed(reached.power, 3)} (${reached.method}). <span class="muted">${escapeHtml(reached.source)}</span>`
      : `The power of its readers and cases is not computed: ${escapeHtml(reached.reason)}.`;
  return `<h2>Sample size</h2><p>Sized for ${escapeHtml(title)}: a power of ${significant(sizing.power)} to show a difference of ${significant(sizing.difference)} at a two-sided level of ${significant(alpha)}. ${power}</p><p class="muted">Assumed: ${escapeHtml(sizing.assumptions)}</p>`;
}
