import type { Protocol, QuestionKind } from '@lectern/contracts';
import { broken, repeatedIds, type Rule } from './rule.js';

type Part = keyof NonNullable<Protocol['truthing']>['truth'];
const kindOf: Record<Part, QuestionKind> = { decision: 'decision', grade: 'ordinal', lesions: 'findings' };
const parts = Object.keys(kindOf) as Part[];

const uniqueQuestions: Rule = ({ truthing }) => (truthing ? repeatedIds(truthing.questions, 'truthing', 'questions') : []); // prettier-ignore

const truthHasItsQuestions: Rule = ({ truthing }) =>
  parts.flatMap((part) => {
    const id = truthing?.truth[part];
    if (!truthing || id === undefined) return [];
    const question = truthing.questions.find((each) => each.id === id);
    if (question?.kind !== kindOf[part])
      return broken(['truthing', 'truth', part], `must name a question of kind ${kindOf[part]} of the truthing`);
    if (part === 'decision' && (!question.required || question.when))
      return broken(['truthing', 'truth', part], 'must be a question that is asked and required of every case');
    if (question.kind === 'ordinal' && question.levels.length > 4)
      return broken(['truthing', 'truth', part], 'grades are 1 to 4: its question has more levels');
    return [];
  });

const lesionsHaveTheirRule: Rule = ({ truthing }) =>
  truthing && (truthing.truth.lesions === undefined) !== (truthing.agreement.lesions === undefined)
    ? broken(['truthing', 'agreement', 'lesions'], 'says when marks of two members are the same lesion: give it with truth.lesions, and only then') // prettier-ignore
    : [];

export const truthingRules: readonly Rule[] = [uniqueQuestions, truthHasItsQuestions, lesionsHaveTheirRule];
