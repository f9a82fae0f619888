import type { PlannedFigure, Protocol, Question, QuestionKind } from '@lectern/contracts';

type Endpoint = Protocol['analysis']['endpoints'][number];

const kindOfFigure: Record<PlannedFigure, QuestionKind | null> = {
  sensitivity: 'decision',
  specificity: 'decision',
  ppv: 'decision',
  npv: 'decision',
  agreement: 'decision',
  auc: 'rating',
  'partial-auc': 'rating',
  'sensitivity-at-specificity': 'rating',
  'specificity-at-sensitivity': 'rating',
  'froc-area': 'findings',
  'afroc-area': 'findings',
  'weighted-afroc-area': 'findings',
  'lesion-sensitivity': 'findings',
  'false-marks-per-case': 'findings',
  confidence: 'ordinal',
  time: null,
};

/** The kind of question whose answers an endpoint is computed from: with a threshold, a rating makes the decision. Time needs none. */
function kindOf({ figure, threshold }: Endpoint): QuestionKind | null {
  const kind = kindOfFigure[figure];
  return kind === 'decision' && threshold !== undefined ? 'rating' : kind;
}

/** The question that an endpoint is computed from: the named one, or the only one of the kind that its figure needs. */
export function endpointQuestion(
  protocol: Protocol,
  endpoint: Endpoint,
): { question: Question | null } | { missing: string } {
  const kind = kindOf(endpoint);
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
