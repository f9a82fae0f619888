import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import type { Texts } from '../texts/english.js';
import { fixed, formatP } from '../texts/numbers.js';

const percents = new Set(['sensitivity', 'specificity']);

/** Whether values of an endpoint lie between 0 and 1. */
export const isFraction = ({ figure }: EndpointResult): boolean => figure === 'auc' || percents.has(figure);

/** A value of an endpoint with its unit: proportions in percent, areas with three decimals, everything else with three digits. */
export function formatValue(endpoint: EndpointResult, value: number): string {
  if (percents.has(endpoint.figure)) return `${(100 * value).toFixed(1)}%`;
  if (endpoint.figure === 'auc') return value.toFixed(3);
  const decimals = value === 0 ? 2 : Math.min(Math.max(2 - Math.floor(Math.log10(Math.abs(value))), 0), 5);
  const number = fixed(value, decimals);
  return endpoint.unit && endpoint.unit !== '1' ? `${number}\u00a0${endpoint.unit}` : number;
}

/** A difference with its sign, or a ratio. */
export function formatChange(endpoint: EndpointResult, change: number): string {
  if (endpoint.comparison.kind === 'ratio') return change.toFixed(3);
  const sign = change > 0 ? '+' : change < 0 ? '\u2212' : '';
  const size = Math.abs(change);
  return percents.has(endpoint.figure) ? `${sign}${(100 * size).toFixed(1)}` : `${sign}${formatValue(endpoint, size)}`;
}

/** One sentence on one endpoint: how it changed between the compared conditions, with interval and p, or why that cannot be said. */
export function sentence(analysis: StudyAnalysis, endpoint: EndpointResult, words: Texts['report']): string {
  const { comparison } = endpoint;
  if (comparison.value.status === 'not-estimable') return words.notEstimable(endpoint.title, comparison.value.reason);
  const valueIn = (id: string) => {
    const found = endpoint.conditions.find(({ condition }) => condition === id)?.value;
    const name = analysis.conditions.find((condition) => condition.id === id)?.name ?? id;
    return { name, text: found?.status === 'estimated' ? formatValue(endpoint, found.estimate) : '–' };
  };
  const { estimate, ci, p } = comparison.value;
  return words.result({
    title: endpoint.title,
    from: valueIn(comparison.from),
    to: valueIn(comparison.to),
    kind: comparison.kind,
    unit: percents.has(endpoint.figure) ? words.points : '',
    change: formatChange(endpoint, estimate),
    interval: ci ? words.range(formatChange(endpoint, ci[0]), formatChange(endpoint, ci[1])) : null,
    level: String(Number((100 * (1 - analysis.alpha)).toFixed(1))),
    p: p === null ? null : formatP(p),
  });
}

/** The primary endpoint, or the first where none is named primary. */
export function mainEndpoint(analysis: StudyAnalysis): EndpointResult | undefined {
  return analysis.endpoints.find(({ role }) => role === 'primary') ?? analysis.endpoints[0];
}
