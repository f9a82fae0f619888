import type { Answers, AnswerValue, Question } from '@lectern/contracts';
import type { AnswerIssue } from './answer-issue.js';
import { checkFindings, type MarkedStack } from './check-findings.js';
import { notText } from './not-text.js';

/**
 * What is wrong with answers to a protocol's questions; empty where they may be submitted. A question counts as asked if the one that it
 * depends on was asked and answered so. Marks must lie in the case's own stacks.
 */
export function checkAnswers(
  questions: readonly Question[],
  answers: Answers,
  stacks: readonly MarkedStack[],
): AnswerIssue[] {
  const asked = new Set(askedQuestions(questions, answers).map((question) => question.id));
  const known = new Map(questions.map((question) => [question.id, question]));
  const unknown = Object.keys(answers).filter((id) => !known.has(id));
  return [
    ...unknown.map((id) => ({ path: id, message: 'is no question of this study' })),
    ...questions.flatMap((question) => checkOne(question, answers[question.id], asked.has(question.id), stacks)),
  ];
}

/** The questions that are shown, given the answers so far. */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const asked = new Set<string>();
  return questions.filter(({ id, when }) => {
    const isAsked = !when || (asked.has(when.question) && isSo(answers[when.question], when.is));
    if (isAsked) asked.add(id);
    return isAsked;
  });
}

/** Of several chosen options, whether that one is among them. */
function isSo(answer: AnswerValue | undefined, expected: string | number): boolean {
  return Array.isArray(answer) ? answer.some((each) => each === expected) : answer === expected;
}

function checkOne(
  question: Question,
  value: AnswerValue | undefined,
  asked: boolean,
  stacks: readonly MarkedStack[],
): AnswerIssue[] {
  const path = question.id;
  if (value === undefined) return asked && question.required ? [{ path, message: 'needs an answer' }] : [];
  if (!asked) return [{ path, message: 'was not asked, given the other answers' }];
  if (question.kind === 'findings') return checkFindings(question, value, stacks);
  const message = wrongWith(question, value);
  return message ? [{ path, message }] : [];
}

function wrongWith(question: Exclude<Question, { kind: 'findings' }>, value: AnswerValue): string | null {
  switch (question.kind) {
    case 'decision':
      return value === 'present' || value === 'absent' ? null : 'is "present" or "absent"';
    case 'rating':
      return isStep(value, question)
        ? null
        : `is a number from ${question.min} to ${question.max} in steps of ${question.step}`;
    case 'ordinal':
      return isLevel(value, question.levels.length) ? null : `is a level from 1 to ${question.levels.length}`;
    case 'choice':
      return question.options.some((option) => option.value === value) ? null : 'is none of the options';
    case 'multi-choice':
      return wrongChoices(value, question);
    case 'number':
      return wrongNumber(value, question);
    case 'text':
      return wrongText(value, question);
  }
}

function isStep(value: AnswerValue, scale: { min: number; max: number; step: number }): boolean {
  if (typeof value !== 'number' || !(value >= scale.min && value <= scale.max)) return false;
  const steps = (value - scale.min) / scale.step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, steps);
}

function isLevel(value: AnswerValue, levels: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= levels;
}

function wrongChoices(value: AnswerValue, question: Question & { kind: 'multi-choice' }): string | null {
  if (!Array.isArray(value)) return 'is a list of options';
  const options = question.options.map((option) => option.value);
  if (value.some((each) => typeof each !== 'string' || !options.includes(each))) return 'names none of the options';
  if (new Set<unknown>(value).size !== value.length) return 'names an option twice';
  const atMost = question.atMost ?? options.length;
  return value.length > atMost ? `has at most ${atMost} options` : null;
}

function wrongNumber(value: AnswerValue, { min, max, decimals, unit }: Question & { kind: 'number' }): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `is a number (${unit})`;
  if (min !== undefined && value < min) return `is at least ${min} ${unit}`;
  if (max !== undefined && value > max) return `is at most ${max} ${unit}`;
  return Number(value.toFixed(decimals)) === value ? null : `has at most ${decimals} decimal places`;
}

function wrongText(value: AnswerValue, question: { maxLength: number; required: boolean }): string | null {
  if (typeof value !== 'string') return 'is a text';
  if (value.length > question.maxLength) return `has at most ${question.maxLength} characters`;
  if (notText.test(value)) return 'has characters that are no text';
  return question.required && value.trim() === '' ? 'needs an answer' : null;
}
