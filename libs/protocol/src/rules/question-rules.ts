import type { Question } from '@lectern/contracts';
import { broken, repeatedIds, type Rule } from './rule.js';

const uniqueQuestions: Rule = ({ questions }) => repeatedIds(questions, 'questions');

const conditionsReferToEarlierQuestions: Rule = ({ questions }) =>
  questions.flatMap((question, index) => {
    if (!question.when) return [];
    const earlier = questions.slice(0, index).find(({ id }) => id === question.when?.question);
    if (!earlier) return broken(['questions', index, 'when', 'question'], 'must name a question that stands earlier');
    return canBe(earlier, question.when.is)
      ? []
      : broken(['questions', index, 'when', 'is'], `is no possible answer of '${earlier.id}'`);
  });

const scalesAreOrdered: Rule = ({ questions }) =>
  questions.flatMap((question, index) => {
    const scale = question.kind === 'findings' ? question.rating : question;
    if (!('min' in scale) || scale.min === undefined || scale.max === undefined || scale.min < scale.max) return [];
    const path = question.kind === 'findings' ? ['rating', 'max'] : ['max'];
    return broken(['questions', index, ...path], 'must be greater than min');
  });

const optionsDiffer: Rule = ({ questions }) =>
  questions.flatMap((question, index) => {
    if (!('options' in question)) return [];
    const values = question.options.map(({ value }) => value);
    const twice = values.flatMap((value, at) =>
      values.indexOf(value) < at ? broken(['questions', index, 'options', at, 'value'], `'${value}' stands twice`) : [],
    );
    const tooMany =
      question.kind === 'multi-choice' && (question.atMost ?? 1) > values.length
        ? broken(['questions', index, 'atMost'], `is more than the ${values.length} options`)
        : [];
    return [...twice, ...tooMany];
  });

const oneFindingsQuestion: Rule = ({ questions }) =>
  questions.flatMap(({ kind }, index) =>
    kind === 'findings' && questions.findIndex((other) => other.kind === 'findings') < index
      ? broken(['questions', index, 'kind'], 'a mark belongs to one question: only one may ask for findings')
      : [],
  );

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

export const questionRules: readonly Rule[] = [
  uniqueQuestions,
  conditionsReferToEarlierQuestions,
  scalesAreOrdered,
  optionsDiffer,
  oneFindingsQuestion,
];
