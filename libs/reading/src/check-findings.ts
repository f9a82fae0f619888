import { findingsOf, markLimits, type AnswerValue, type CaseImages, type Finding, type Mark, type MarkTool, type Question, type StackGrid } from '@lectern/contracts'; // prettier-ignore
import type { AnswerIssue } from './answer-issue.js';
import { placeOnGrid } from './place-on-grid.js';
import { notText } from './not-text.js';

/** A stack of the case as marks are held against it: the reading page, which has no images at hand, knows its series alone. */
export type MarkedStack = CaseImages['stacks'][number] & {
  readonly sopInstanceUids?: readonly string[];
  /** Where its pixels lie; unknown of stacks that were stored without. */
  readonly grid?: StackGrid;
};

type FindingsQuestion = Question & { kind: 'findings' };

/** What is wrong with findings; marks must lie in the case's own stacks, and outlines within their images. */
export function checkFindings(
  question: FindingsQuestion,
  value: AnswerValue,
  stacks: readonly MarkedStack[],
): AnswerIssue[] {
  const findings = findingsOf(value);
  if (!findings) return [{ path: question.id, message: 'is a list of findings' }];
  const issues: AnswerIssue[] = [];
  if (findings.length > question.max)
    issues.push({ path: question.id, message: `has at most ${question.max} findings` });
  const ids = findings.flatMap((finding) => [finding.id, ...finding.marks.map((mark) => mark.id)]);
  if (new Set(ids).size !== ids.length)
    issues.push({ path: question.id, message: 'has two findings or marks of the same id' });
  if (findings.reduce((sum, { marks }) => sum + marks.length, 0) > markLimits.marks)
    issues.push({ path: question.id, message: `has at most ${markLimits.marks} marks` });
  return [...issues, ...findings.flatMap((finding) => checkFinding(question, finding, stacks))];
}

function checkFinding(question: FindingsQuestion, finding: Finding, stacks: readonly MarkedStack[]): AnswerIssue[] {
  const path = `${question.id}/${finding.id}`;
  const { min, max } = question.rating;
  const issues: AnswerIssue[] = [];
  if (!(finding.rating >= min && finding.rating <= max))
    issues.push({ path, message: `has a rating from ${min} to ${max}` });
  if (finding.note !== undefined && notText.test(finding.note))
    issues.push({ path, message: 'has a note with characters that are no text' });
  return [...issues, ...finding.marks.flatMap((mark) => checkMark(question, mark, `${path}/${mark.id}`, stacks))];
}

/** Fewest and most points. */
const pointsOf: Readonly<Record<MarkTool, readonly [number, number]>> = {
  point: [1, 1],
  box: [2, 2],
  ellipse: [4, 4],
  mask: [3, markLimits.outlinePoints],
};

function checkMark(
  question: FindingsQuestion,
  mark: Mark,
  path: string,
  stacks: readonly MarkedStack[],
): AnswerIssue[] {
  const stack = stacks.find(({ orientation }) => orientation === mark.orientation);
  const messages = [
    ...(question.tools.includes(mark.tool) ? [] : [`is made with ${question.tools.join(' or ')}`]),
    ...wrongCount(mark),
    ...(stack?.seriesInstanceUid === mark.seriesInstanceUid
      ? wrongPlace(mark, stack)
      : [`does not lie in the ${mark.orientation} stack of this case`]),
  ];
  return messages.map((message) => ({ path, message }));
}

function wrongCount({ tool, points }: Mark): string[] {
  const [least, most] = pointsOf[tool];
  if (points.length >= least && points.length <= most) return [];
  return [least === most ? `has ${most} point${most === 1 ? '' : 's'}` : `has ${least} to ${most} points`];
}

/** Further from its image's plane than this (mm), an outline belongs to another image. */
const OFF_PLANE = 0.5;
/** The border of an image is half a pixel beyond the centres of its outer pixels; recorded coordinates are rounded to 0.001 mm. */
const BORDER = 0.51;

function wrongPlace(
  { tool, sopInstanceUid, points }: Mark,
  { sopInstanceUids, grid, orientation }: MarkedStack,
): string[] {
  if (sopInstanceUids && !sopInstanceUids.includes(sopInstanceUid))
    return [`lies on an image that is none of the ${orientation} stack of this case`];
  if (tool !== 'mask' || !grid) return [];
  const places = points.map((point) => placeOnGrid(grid, sopInstanceUid, point));
  if (places.some((place) => place.millimetresOff > OFF_PLANE)) return ['does not lie in the plane of its image'];
  const isOutside = places.some(
    ({ column, row }) =>
      column < -BORDER || row < -BORDER || column > grid.columns - 1 + BORDER || row > grid.rows - 1 + BORDER,
  );
  return isOutside ? ['reaches out of its image'] : [];
}
