import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { fixed, pValue } from './format.js';

/** What decides how a number is written. */
type Written = Pick<EndpointResult, 'figure'>;

const digitsOf = (endpoint: Written): number =>
  endpoint.figure === 'time' || endpoint.figure === 'confidence' ? 2 : 3;

export function estimateText(endpoint: Written, value: EndpointResult['conditions'][number]['value']): string {
  if (value.status === 'not-estimable') return `not estimable: ${value.reason}`;
  const digits = digitsOf(endpoint);
  return value.ci
    ? `${fixed(value.estimate, digits)} (${fixed(value.ci[0], digits)} to ${fixed(value.ci[1], digits)})`
    : fixed(value.estimate, digits);
}

export function comparisonText({ comparison, figure }: Written & Pick<EndpointResult, 'comparison'>): string {
  const { value } = comparison;
  if (value.status === 'not-estimable') return `not estimable: ${value.reason}`;
  const digits = comparison.kind === 'ratio' ? 3 : digitsOf({ figure });
  const interval = value.ci ? ` (${fixed(value.ci[0], digits)} to ${fixed(value.ci[1], digits)})` : '';
  return `${fixed(value.estimate, digits)}${interval}`;
}

export function pText({ comparison: { value } }: EndpointResult): string {
  return value.status === 'estimated' && value.p !== null ? pValue(value.p) : '';
}

/** A result in one sentence with its interval, as the first line of the report says it. */
export function resultSentence(endpoint: EndpointResult, analysis: StudyAnalysis): string {
  const { comparison } = endpoint;
  const nameOf = (id: string): string => analysis.conditions.find((condition) => condition.id === id)?.name ?? id;
  const level = `${fixed(100 * (1 - analysis.alpha), 0)}%`;
  if (comparison.value.status === 'not-estimable')
    return `${endpoint.title}: the comparison is not estimable (${comparison.value.reason}).`;
  const [from, to] = [comparison.from, comparison.to].map((id) => {
    const value = endpoint.conditions.find(({ condition }) => condition === id)?.value;
    return value?.status === 'estimated' ? fixed(value.estimate, digitsOf(endpoint)) : 'not estimable';
  });
  const p =
    comparison.value.p === null ? '' : `; p ${comparison.value.p < 0.001 ? '' : '= '}${pValue(comparison.value.p)}`;
  const unit = endpoint.unit ? ` ${endpoint.unit}` : '';
  return `${endpoint.title} was ${from}${unit} (${nameOf(comparison.from)}) and ${to}${unit} (${nameOf(comparison.to)}): ${comparison.kind} ${comparisonText(endpoint).replace('(', `(${level} CI `)}${p}.`;
}
