import type { Protocol, Question } from '@lectern/contracts';
import { endpointQuestion } from './endpoint-question.js';

/** A broken rule: where in the protocol, and what to do about it. */
export interface BrokenRule {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Rule = (protocol: Protocol) => readonly BrokenRule[];

/** A washout shorter than this needs a written justification (days). */
export const DEFAULT_WASHOUT_DAYS = 28;

/** Every rule between the parts of a protocol that its schema cannot say. */
export function protocolRules(protocol: Protocol): readonly BrokenRule[] {
  return rules.flatMap((rule) => rule(protocol));
}

const uniqueConditions: Rule = ({ conditions }) => repeated(conditions, 'conditions');
const uniqueQuestions: Rule = ({ questions }) => repeated(questions, 'questions');
const uniqueEndpoints: Rule = ({ analysis }) => repeated(analysis.endpoints, 'analysis', 'endpoints');

const washoutIsJustified: Rule = ({ design }) =>
  design.washout.days < DEFAULT_WASHOUT_DAYS && !design.washout.justification?.trim()
    ? [
        {
          path: ['design', 'washout', 'justification'],
          message: `a washout of ${design.washout.days} days is shorter than ${DEFAULT_WASHOUT_DAYS}; write its justification or lengthen it`,
        },
      ]
    : [];

const oneSessionACondition: Rule = ({ design, conditions }) =>
  design.sessions === conditions.length
    ? []
    : [
        {
          path: ['design', 'sessions'],
          message: `a crossover of ${conditions.length} conditions needs ${conditions.length} sessions, so that a case is read in one condition a session`,
        },
      ];

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
  oneSessionACondition,
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

function canBe(question: Question, value: string | number): boolean {
  switch (question.kind) {
    case 'decision':
      return value === 'present' || value === 'absent';
    case 'choice':
      return question.options.some((option) => option.value === value);
    case 'ordinal':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= question.levels.length;
    case 'rating':
      return typeof value === 'number' && value >= question.min && value <= question.max;
    default:
      return false;
  }
}
