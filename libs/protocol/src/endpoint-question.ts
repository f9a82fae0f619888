import type { Protocol, Question, QuestionKind } from '@lectern/contracts';

type Endpoint = Protocol['analysis']['endpoints'][number];

/** The kind of question whose answers a figure is computed from; time needs none. */
const kindOfFigure: Record<Endpoint['figure'], QuestionKind | null> = {
  sensitivity: 'decision',
  specificity: 'decision',
  auc: 'rating',
  confidence: 'ordinal',
  time: null,
};

/** The question that an endpoint is computed from: the named one, or the only one of the kind that its figure needs. */
export function endpointQuestion(
  protocol: Protocol,
  endpoint: Endpoint,
): { question: Question | null } | { missing: string } {
  const kind = kindOfFigure[endpoint.figure];
  if (kind === null) return { question: null };
  const candidates = protocol.questions.filter((question) => question.kind === kind);
  const named = endpoint.question === undefined ? candidates : candidates.filter(({ id }) => id === endpoint.question);
  const [only] = named;
  if (only && named.length === 1) return { question: only };
  if (named.length > 1) return { missing: `several ${kind} questions could be meant: name one` };
  return {
    missing: `${endpoint.figure} needs a required question of kind ${kind}${endpoint.question ? ` named '${endpoint.question}'` : ''}`,
  };
}
