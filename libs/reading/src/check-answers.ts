import {
  findingsOf,
  type Answers,
  type AnswerValue,
  type CaseImages,
  type Finding,
  type Mark,
  type MarkTool,
  type Question,
} from '@lectern/contracts';

export interface AnswerIssue {
  /** Question id, with the finding and mark inside it where there is one. */
  readonly path: string;
  readonly message: string;
}

type Stacks = CaseImages['stacks'];

/**
 * What is wrong with answers to a protocol's questions; empty where they may be submitted. A question counts as asked if the one that it
 * depends on was asked and answered so. Marks must lie in the case's own stacks.
 */
export function checkAnswers(questions: readonly Question[], answers: Answers, stacks: Stacks): AnswerIssue[] {
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

function checkOne(question: Question, value: AnswerValue | undefined, asked: boolean, stacks: Stacks): AnswerIssue[] {
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

/** Control characters but line breaks and tabs, and lone surrogates: neither a database nor UTF-8 carries all of them. */

const notText =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function wrongText(value: AnswerValue, question: { maxLength: number; required: boolean }): string | null {
  if (typeof value !== 'string') return 'is a text';
  if (value.length > question.maxLength) return `has at most ${question.maxLength} characters`;
  if (notText.test(value)) return 'has characters that are no text';
  return question.required && value.trim() === '' ? 'needs an answer' : null;
}

function checkFindings(question: Question & { kind: 'findings' }, value: AnswerValue, stacks: Stacks): AnswerIssue[] {
  const findings = findingsOf(value);
  if (!findings) return [{ path: question.id, message: 'is a list of findings' }];
  const issues: AnswerIssue[] = [];
  if (findings.length > question.max)
    issues.push({ path: question.id, message: `has at most ${question.max} findings` });
  const ids = findings.flatMap((finding) => [finding.id, ...finding.marks.map((mark) => mark.id)]);
  if (new Set(ids).size !== ids.length)
    issues.push({ path: question.id, message: 'has two findings or marks of the same id' });
  return [...issues, ...findings.flatMap((finding) => checkFinding(question, finding, stacks))];
}

function checkFinding(question: Question & { kind: 'findings' }, finding: Finding, stacks: Stacks): AnswerIssue[] {
  const path = `${question.id}/${finding.id}`;
  const { min, max } = question.rating;
  const issues: AnswerIssue[] = [];
  if (!(finding.rating >= min && finding.rating <= max))
    issues.push({ path, message: `has a rating from ${min} to ${max}` });
  if (finding.note !== undefined && notText.test(finding.note))
    issues.push({ path, message: 'has a note with characters that are no text' });
  return [...issues, ...finding.marks.flatMap((mark) => checkMark(question, mark, `${path}/${mark.id}`, stacks))];
}

const pointsOf: Readonly<Record<MarkTool, number>> = { point: 1, box: 2, ellipse: 4 };

function checkMark(question: Question & { kind: 'findings' }, mark: Mark, path: string, stacks: Stacks): AnswerIssue[] {
  const issues: AnswerIssue[] = [];
  if (!question.tools.includes(mark.tool))
    issues.push({ path, message: `is made with ${question.tools.join(' or ')}` });
  if (mark.points.length !== pointsOf[mark.tool])
    issues.push({ path, message: `has ${pointsOf[mark.tool]} point${mark.tool === 'point' ? '' : 's'}` });
  const stack = stacks.find(({ orientation }) => orientation === mark.orientation);
  if (stack?.seriesInstanceUid !== mark.seriesInstanceUid)
    issues.push({ path, message: `does not lie in the ${mark.orientation} stack of this case` });
  return issues;
}
