import type { Protocol, Question } from '@lectern/contracts';
import { endpointQuestion } from './endpoint-question.js';
import { arrangementOf, DEFAULT_WASHOUT_DAYS, periodsOf, washoutOf } from './session-plan.js';

/** A broken rule: where in the protocol, and what to do about it. */
export interface BrokenRule {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Rule = (protocol: Protocol) => readonly BrokenRule[];

/** Every rule between the parts of a protocol that its schema cannot say. */
export function protocolRules(protocol: Protocol): readonly BrokenRule[] {
  return rules.flatMap((rule) => rule(protocol));
}

const uniqueConditions: Rule = ({ conditions }) => repeated(conditions, 'conditions');
const uniqueQuestions: Rule = ({ questions }) => repeated(questions, 'questions');
const uniqueEndpoints: Rule = ({ analysis }) => repeated(analysis.endpoints, 'analysis', 'endpoints');

const washoutIsJustified: Rule = ({ design }) => {
  const washout = washoutOf(design);
  if (!washout || washout.days >= DEFAULT_WASHOUT_DAYS || washout.justification?.trim()) return [];
  return [
    {
      path: [...pathWithin(design), 'washout', 'justification'],
      message: `a washout of ${washout.days} days is shorter than ${DEFAULT_WASHOUT_DAYS}; write its justification or lengthen it`,
    },
  ];
};

const sessionsMakePeriods: Rule = (protocol) => {
  const periods = periodsOf(protocol);
  return protocol.design.sessions % periods === 0
    ? []
    : [
        {
          path: ['design', 'sessions'],
          message: `a crossover of ${periods} conditions needs ${periods} sessions or a multiple, so that a case is read in one condition a session`,
        },
      ];
};

const stagesRevealMore: Rule = ({ design, conditions }) => {
  const arrangement = arrangementOf(design);
  if (arrangement.kind !== 'sequential') return [];
  const path = [...pathWithin(design), 'stages'];
  const named = arrangement.stages.map((id) => conditions.find((condition) => condition.id === id));
  return arrangement.stages.flatMap((id, index): BrokenRule[] => {
    if (!named[index]) return [{ path: [...path, index], message: `names no condition: ${id}` }];
    if (arrangement.stages.indexOf(id) < index) return [{ path: [...path, index], message: `'${id}' stands twice` }];
    if (!named[index].ai && named.slice(0, index).some((before) => before?.ai))
      return [
        { path: [...path, index], message: `'${id}' is unaided and follows an aided stage: what was seen stays seen` },
      ];
    return [];
  });
};

const conditionsReferToEarlierQuestions: Rule = ({ questions }) =>
  questions.flatMap((question, index) => {
    if (!question.when) return [];
    const earlier = questions.slice(0, index).find(({ id }) => id === question.when?.question);
    if (!earlier)
      return [{ path: ['questions', index, 'when', 'question'], message: 'must name a question that stands earlier' }];
    return canBe(earlier, question.when.is)
      ? []
      : [{ path: ['questions', index, 'when', 'is'], message: `is no possible answer of '${earlier.id}'` }];
  });

const scalesAreOrdered: Rule = ({ questions }) =>
  questions.flatMap((question, index) => {
    const scale = question.kind === 'rating' ? question : question.kind === 'findings' ? question.rating : null;
    return scale && scale.min >= scale.max
      ? [{ path: ['questions', index, 'max'], message: 'must be greater than min' }]
      : [];
  });

const comparisonNamesConditions: Rule = ({ analysis, conditions }) => {
  const names = (['from', 'to'] as const)
    .filter((side) => !conditions.some(({ id }) => id === analysis.comparison[side]))
    .map((side) => ({
      path: ['analysis', 'comparison', side],
      message: `names no condition; there are ${conditions.map(({ id }) => id).join(', ')}`,
    }));
  const same = analysis.comparison.from === analysis.comparison.to;
  return same
    ? [...names, { path: ['analysis', 'comparison', 'to'], message: 'must differ from the condition compared from' }]
    : names;
};

const endpointsHaveTheirQuestion: Rule = (protocol) =>
  protocol.analysis.endpoints.flatMap((endpoint, index) => {
    const found = endpointQuestion(protocol, endpoint);
    return 'missing' in found ? [{ path: ['analysis', 'endpoints', index, 'question'], message: found.missing }] : [];
  });

const hypothesesHaveTheirMargin: Rule = ({ analysis }) =>
  analysis.endpoints.flatMap((endpoint, index) =>
    endpoint.hypothesis === 'non-inferiority' && endpoint.margin === undefined
      ? [{ path: ['analysis', 'endpoints', index, 'margin'], message: 'non-inferiority needs a margin' }]
      : [],
  );

const onePrimaryEndpoint: Rule = ({ analysis }) =>
  analysis.endpoints.some(({ role }) => role === 'primary')
    ? []
    : [{ path: ['analysis', 'endpoints'], message: 'at least one endpoint must be primary' }];

const rules: readonly Rule[] = [
  uniqueConditions,
  uniqueQuestions,
  uniqueEndpoints,
  washoutIsJustified,
  sessionsMakePeriods,
  stagesRevealMore,
  conditionsReferToEarlierQuestions,
  scalesAreOrdered,
  comparisonNamesConditions,
  endpointsHaveTheirQuestion,
  hypothesesHaveTheirMargin,
  onePrimaryEndpoint,
];

function repeated(items: readonly { readonly id: string }[], ...path: readonly string[]): BrokenRule[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [{ path: [...path, index, 'id'], message: `'${id}' stands twice; ids must differ` }]
      : [],
  );
}

const pathWithin = (design: Protocol['design']): readonly string[] =>
  design.kind === 'split-plot' ? ['design', 'within'] : ['design'];

function canBe(question: Question, value: string | number): boolean {
  switch (question.kind) {
    case 'decision':
      return value === 'present' || value === 'absent';
    case 'choice':
    case 'multi-choice':
      return question.options.some((option) => option.value === value);
    case 'ordinal':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= question.levels.length;
    case 'rating':
      return typeof value === 'number' && value >= question.min && value <= question.max;
    default:
      return false;
  }
}
