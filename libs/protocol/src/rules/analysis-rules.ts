import type { PlannedFigure, Protocol } from '@lectern/contracts';
import { endpointQuestion } from '../endpoint-question.js';
import { broken, repeatedIds, unknownName, type BrokenRule, type Rule } from './rule.js';
import { subgroupAndSizingRules } from './subgroup-rules.js';

type Endpoint = Protocol['analysis']['endpoints'][number];
const path = (index: number, ...more: string[]): (string | number)[] => ['analysis', 'endpoints', index, ...more];

const uniqueEndpoints: Rule = ({ analysis }) => repeatedIds(analysis.endpoints, 'analysis', 'endpoints');

const comparisonsNameConditions: Rule = ({ analysis, conditions }) => {
  const known = conditions.map(({ id }) => id);
  const check = (comparison: { from: string; to: string }, at: readonly (string | number)[]): BrokenRule[] => [
    ...unknownName([...at, 'from'], comparison.from, known, 'condition'),
    ...unknownName([...at, 'to'], comparison.to, known, 'condition'),
    ...(comparison.from === comparison.to ? broken([...at, 'to'], 'must differ from the condition compared from') : []),
  ];
  return [
    ...check(analysis.comparison, ['analysis', 'comparison']),
    ...analysis.endpoints.flatMap(({ comparison }, index) =>
      comparison ? check(comparison, path(index, 'comparison')) : [],
    ),
  ];
};

const endpointsHaveTheirQuestion: Rule = (protocol) =>
  protocol.analysis.endpoints.flatMap((endpoint, index) => {
    const found = endpointQuestion(protocol, endpoint);
    return 'missing' in found ? broken(path(index, 'question'), found.missing) : [];
  });

const marginsHaveTheirHypothesis: Rule = ({ analysis }) =>
  analysis.endpoints.flatMap(({ hypothesis, margin }, index) => {
    const needed = hypothesis === 'non-inferiority' || hypothesis === 'equivalence';
    if (needed && margin === undefined) return broken(path(index, 'margin'), `${hypothesis} needs a margin`);
    return !needed && margin !== undefined
      ? broken(path(index, 'margin'), `has no meaning for ${hypothesis}; leave it out or change the hypothesis`)
      : [];
  });

/** Times are compared by their ratio, of which shorter is better. */
const marginsOfTimeAreRatios: Rule = ({ analysis }) =>
  analysis.endpoints.flatMap(({ figure, hypothesis, margin }, index) =>
    figure === 'time' &&
    margin !== undefined &&
    margin <= 1 &&
    hypothesis !== 'superiority' &&
    hypothesis !== 'estimation'
      ? broken(
          path(index, 'margin'),
          `times are compared by their ratio, so that a margin of ${margin} leaves no room: write the largest ratio that is still acceptable, e.g. 1.2 for 20% longer`,
        )
      : [],
  );

const onePrimaryEndpoint: Rule = ({ analysis }) =>
  analysis.endpoints.some(({ role }) => role === 'primary')
    ? []
    : broken(['analysis', 'endpoints'], 'at least one endpoint must be primary');

const severalHypothesesShareAlpha: Rule = ({ analysis: { endpoints, multiplicity } }) => {
  const tested = endpoints.filter(({ role, hypothesis }) => role === 'primary' && hypothesis !== 'estimation').length;
  if (tested > 1 && !multiplicity)
    return broken(
      ['analysis', 'multiplicity'],
      `${tested} primary hypotheses share alpha: say how (co-primary, hierarchical, holm or hochberg)`,
    );
  return tested < 2 && multiplicity
    ? broken(['analysis', 'multiplicity'], 'has no meaning with fewer than two primary hypotheses; leave it out')
    : [];
};

/** Which settings a figure needs, and which it may have. */
const settings = ['range', 'at', 'threshold', 'prevalence'] as const;
const needs: Partial<Record<PlannedFigure, (typeof settings)[number]>> = {
  'partial-auc': 'range',
  'sensitivity-at-specificity': 'at',
  'specificity-at-sensitivity': 'at',
};
const may: Partial<Record<PlannedFigure, readonly (typeof settings)[number][]>> = {
  sensitivity: ['threshold'],
  specificity: ['threshold'],
  ppv: ['threshold', 'prevalence'],
  npv: ['threshold', 'prevalence'],
  'lesion-sensitivity': ['threshold'],
  'false-marks-per-case': ['threshold'],
};

const figuresHaveTheirSettings: Rule = ({ analysis }) => analysis.endpoints.flatMap(settingsOf);

function settingsOf(endpoint: Endpoint, index: number): BrokenRule[] {
  const needed = needs[endpoint.figure];
  const missing =
    needed && endpoint[needed] === undefined ? broken(path(index, needed), `${endpoint.figure} needs it`) : [];
  const idle = settings.filter(
    (name) => endpoint[name] !== undefined && name !== needed && !may[endpoint.figure]?.includes(name),
  );
  const reversed =
    endpoint.range && endpoint.range.from >= endpoint.range.to
      ? broken(path(index, 'range', 'to'), 'must be greater than from')
      : [];
  return [
    ...missing,
    ...reversed,
    ...idle.flatMap((name) => broken(path(index, name), `has no meaning for ${endpoint.figure}; leave it out`)),
  ];
}

const markFigures: readonly PlannedFigure[] = [
  'froc-area',
  'afroc-area',
  'weighted-afroc-area',
  'lesion-sensitivity',
  'false-marks-per-case',
];

const marksHaveTheirRule: Rule = ({ analysis: { endpoints, localisation } }) => {
  const first = endpoints.find(({ figure }) => markFigures.includes(figure));
  if (first && !localisation)
    return broken(['analysis', 'localisation'], `${first.figure} needs a rule for when a mark is on a lesion`);
  return !first && localisation
    ? broken(['analysis', 'localisation'], 'no endpoint is made of marks; leave it out or add one')
    : [];
};

export const analysisRules: readonly Rule[] = [
  uniqueEndpoints,
  comparisonsNameConditions,
  endpointsHaveTheirQuestion,
  marginsHaveTheirHypothesis,
  marginsOfTimeAreRatios,
  onePrimaryEndpoint,
  severalHypothesesShareAlpha,
  figuresHaveTheirSettings,
  marksHaveTheirRule,
  ...subgroupAndSizingRules,
];
