import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { escapeHtml, fixed } from './format.js';
import { deviationsSection } from './deviations-section.js';
import { readersFigure, rocFigure, timeFigure } from './figures.js';
import { analysisSetsSection, hypothesesSection } from './hypotheses-section.js';
import { comparisonText, estimateText, pText, resultSentence } from './sentences.js';
import { sizingSection } from './sizing-section.js';
import { subgroupsSection } from './subgroups-section.js';
import { supportingSection } from './supporting-tables.js';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:980px;margin:32px auto;padding:0 20px}
h1{font-size:26px;margin-bottom:4px}h2{font-size:19px;margin-top:36px}h3{font-size:17px;margin-top:28px}h4{font-size:15px;margin:20px 0 0}.beside{font-size:13px}.beside p{margin:2px 0 6px}.beside td.n{white-space:normal}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #ddd;vertical-align:top}td.n{white-space:nowrap}
.lead{font-size:18px;border-left:4px solid #0072B2;padding-left:14px}.note{border:1px solid #b26a00;background:#fff8ec;padding:10px 14px}
.muted{color:#555}figure{display:inline-block;margin:8px 16px 8px 0;vertical-align:top}figcaption{color:#555;max-width:440px}code{word-break:break-all}
@media print{body{margin:0;color:#000}.muted,figcaption{color:#333}h2,h3,h4{break-after:avoid}figure,tr{break-inside:avoid}thead{display:table-header-group}}`;

/** The report of a study as one HTML document without any outside resource; figures are SVG inside it. */
export function reportHtml(analysis: StudyAnalysis): string {
  const primary = analysis.endpoints.filter(({ role }) => role === 'primary');
  const parts = [
    `<h1>${escapeHtml(analysis.title)}</h1>`,
    `<p class="muted">${escapeHtml(analysis.target)}. Computed ${escapeHtml(analysis.computedAt)} by ${escapeHtml(analysis.software.name)} ${escapeHtml(analysis.software.version)}.</p>`,
    ...(analysis.simulated ? [SIMULATED] : []),
    ...primary.map((endpoint) => `<p class="lead">${escapeHtml(resultSentence(endpoint, analysis))}</p>`),
    countsSection(analysis),
    resultsTable(analysis),
    hypothesesSection(analysis),
    analysisSetsSection(analysis),
    deviationsSection(analysis),
    subgroupsSection(analysis),
    figuresSection(analysis),
    readersSection(analysis),
    sizingSection(analysis),
    methodsSection(analysis),
    supportingSection(analysis),
    provenanceSection(analysis),
  ];
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(analysis.title)}: report</title><style>${STYLE}</style></head><body><main>\n${parts.join('\n')}\n</main></body></html>\n`;
}

const SIMULATED =
  '<p class="note"><strong>Simulated readers.</strong> Reads of this study were made by programs, not by people. Times are as measured; the simulated readers really waited, one second for each minute that they stand for. Nothing here is evidence about any model or reader.</p>';

function countsSection({ counts }: StudyAnalysis): string {
  const missing = counts.readsPlanned - counts.readsSubmitted;
  return `<p>${counts.readers} readers, ${counts.cases} cases (${counts.positives} positive, ${counts.negatives} negative), ${counts.readsSubmitted} of ${counts.readsPlanned} planned reads${missing > 0 ? `; ${missing} are missing and left out` : ''}.</p>`;
}

function resultsTable(analysis: StudyAnalysis): string {
  const level = fixed(100 * (1 - analysis.alpha), 0);
  const nameOf = (id: string): string => analysis.conditions.find((condition) => condition.id === id)?.name ?? id;
  const comparedText = ({ comparison, ...endpoint }: EndpointResult): string => {
    const { kind, from, to } = comparison;
    const pair = analysis.conditions.length > 2 ? `, ${nameOf(to)} against ${nameOf(from)}` : '';
    return `${kind}${pair} ${comparisonText({ comparison, ...endpoint })}`;
  };
  const row = (endpoint: EndpointResult): string => {
    const cells = analysis.conditions
      .map(({ id }) => {
        const value = endpoint.conditions.find(({ condition }) => condition === id)?.value;
        return `<td class="n">${value ? escapeHtml(estimateText(endpoint, value)) : ''}</td>`;
      })
      .join('');
    const title = `${endpoint.title}${endpoint.unit ? ` (${endpoint.unit})` : ''}`;
    return `<tr><td>${escapeHtml(title)}<br><span class="muted">${endpoint.role}</span></td>${cells}<td class="n">${escapeHtml(comparedText(endpoint))}</td><td class="n">${pText(endpoint)}</td></tr>`;
  };
  const heads = analysis.conditions.map(({ name }) => `<th>${escapeHtml(name)}</th>`).join('');
  return `<h2>Results</h2><p class="muted">Estimate (${level}% interval).</p><table><thead><tr><th>Endpoint</th>${heads}<th>Comparison</th><th>p</th></tr></thead><tbody>${analysis.endpoints.map(row).join('')}</tbody></table>`;
}

function figuresSection(analysis: StudyAnalysis): string {
  const figures = [
    ...(analysis.rocCurves.length > 0
      ? [figure(rocFigure(analysis), 'Empirical ROC curves, one a reader and condition.')]
      : []),
    ...(analysis.seconds.some(({ values }) => values.length > 0)
      ? [
          figure(
            timeFigure(analysis),
            `Interpretation time (${analysis.primaryTime}) of each read; box: quartiles, whiskers: range.`,
          ),
        ]
      : []),
  ];
  return figures.length > 0 ? `<h2>Figures</h2>${figures.join('')}` : '';
}

function readersSection(analysis: StudyAnalysis): string {
  const shown = analysis.endpoints.filter(
    ({ role, readers }) => role !== 'supporting' && readers.some(({ value }) => value.status === 'estimated'),
  );
  return `<h2>Readers</h2>${shown.map((endpoint) => figure(readersFigure(endpoint, analysis.conditions), `${endpoint.title}${endpoint.unit ? ` (${endpoint.unit})` : ''} of each reader.`)).join('')}`;
}

function methodsSection({ endpoints, warnings }: StudyAnalysis): string {
  const items = endpoints.map(({ title, method, source, warnings: own }) => {
    const notes = own.map((warning) => `<br><strong>Note:</strong> ${escapeHtml(warning)}`).join('');
    return `<li><strong>${escapeHtml(title)}.</strong> ${escapeHtml(method)}. <span class="muted">${escapeHtml(source)}</span>${notes}</li>`;
  });
  return `<h2>Methods</h2><ul>${[...items, ...warnings.map((warning) => `<li>${escapeHtml(warning)}</li>`)].join('')}</ul>`;
}

function provenanceSection(analysis: StudyAnalysis): string {
  const models = analysis.models.map(
    ({ condition, model, version, sha256 }) =>
      `<li>${escapeHtml(condition)}: ${escapeHtml(model)} ${escapeHtml(version)}, SHA-256 <code>${sha256}</code></li>`,
  );
  return `<h2>Provenance</h2><ul><li>Protocol: SHA-256 <code>${analysis.protocolHash}</code></li><li>Frozen plan: SHA-256 <code>${analysis.freezeHash}</code></li>${models.join('')}</ul>
<p class="muted">Every number can be recomputed from reads.csv; codebook.csv explains its columns; analysis.json holds this result in full precision.</p>`;
}

const figure = (svg: string, caption: string): string =>
  `<figure role="img" aria-label="${escapeHtml(caption)}">${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
