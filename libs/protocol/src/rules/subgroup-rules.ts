import type { PlannedFigure } from '@lectern/contracts';
import { broken, repeatedIds, unknownName, type Rule } from './rule.js';

const subgroupsExist: Rule = ({ analysis, cases, readers }) => {
  const by = [
    'site',
    'grade',
    ...(readers.strata ? ['reader-stratum'] : []),
    ...(cases.attributes ?? []).map(({ id }) => id),
  ];
  const endpoints = analysis.endpoints.map(({ id }) => id);
  return [
    ...repeatedIds(analysis.subgroups ?? [], 'analysis', 'subgroups'),
    ...(analysis.subgroups ?? []).flatMap((subgroup, index) => [
      ...unknownName(['analysis', 'subgroups', index, 'by'], subgroup.by, by, 'attribute of cases or readers'),
      ...(subgroup.endpoints ?? []).flatMap((id, at) =>
        unknownName(['analysis', 'subgroups', index, 'endpoints', at], id, endpoints, 'endpoint'),
      ),
    ]),
  ];
};

const sizingIsOfAnEndpoint: Rule = ({ analysis: { sizing, endpoints } }) =>
  sizing
    ? unknownName(
        ['analysis', 'sizing', 'endpoint'],
        sizing.endpoint,
        endpoints.filter(({ role }) => role === 'primary').map(({ id }) => id),
        'primary endpoint',
      )
    : [];

/** What has no Obuchowski-Rockette components. */
const withoutComponents: readonly PlannedFigure[] = ['time', 'confidence', 'agreement'];

const sizingHasItsComponents: Rule = ({ analysis: { sizing, endpoints } }) => {
  const endpoint = endpoints.find(({ id }) => id === sizing?.endpoint);
  if (!sizing?.components || !endpoint) return [];
  if (withoutComponents.includes(endpoint.figure))
    return broken(
      ['analysis', 'sizing', 'components'],
      `${endpoint.figure} is not analysed by Obuchowski and Rockette's method; leave them out and state them in the assumptions`,
    );
  return endpoint.hypothesis === 'equivalence'
    ? broken(
        ['analysis', 'sizing', 'components'],
        'power is computed for superiority and non-inferiority; leave them out',
      )
    : [];
};

export const subgroupAndSizingRules: readonly Rule[] = [subgroupsExist, sizingIsOfAnEndpoint, sizingHasItsComponents];
