import type { CaseProblem, CaseRules, CheckedStack, ProblemCode } from './case-check.js';
import { printedRange } from './case-check.js';
import type { Tag } from './dataset.js';
import { isParallel } from './geometry.js';
import type { ParsedInstance } from './instance.js';
import { gapsOf } from './stack.js';

const defaultTolerance = 0.1;

/** Two slices nearer than this, in millimetres, are at the same place. */
const samePlaceMm = 0.01;

/** Rules that one stack breaks: its images must be alike and lie one beside the other without a gap. */
export function stackProblems(stack: CheckedStack, rules: CaseRules): CaseProblem[] {
  return [...uniformityProblems(stack), ...countProblems(stack, rules), ...spacingProblems(stack, rules)];
}

function uniformityProblems(stack: CheckedStack): CaseProblem[] {
  const [first] = stack.instances;
  if (!first) return [];
  const differing = (differs: (image: ParsedInstance) => boolean): readonly string[] =>
    stack.instances.filter(differs).map(({ uids }) => uids.sopInstanceUid);
  const { geometry } = first;
  const rule = 'All images of a stack must be alike in direction, matrix, pixel size and frame of reference.';
  const remedy = 'Upload this series without localisers and without images of other series.';
  const findings: readonly (readonly [ProblemCode, Tag, readonly string[]])[] = [
    [
      'mixed-orientation',
      '00200037',
      differing((image) => !isParallel(image.geometry.orientation, geometry.orientation)),
    ],
    ['mixed-size', '00280010', differing((image) => !isSameMatrix(image, first))],
    [
      'mixed-frame-of-reference',
      '00200052',
      differing(({ uids }) => uids.frameOfReferenceUid !== first.uids.frameOfReferenceUid),
    ],
  ];
  return findings
    .filter(([, , images]) => images.length > 0)
    .map(([code, tag, images]) => ({ ...problem(stack, code, tag, rule, remedy), sopInstanceUids: images }));
}

function isSameMatrix(
  { geometry: a, pixels }: ParsedInstance,
  { geometry: b, pixels: other }: ParsedInstance,
): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    Math.abs(a.pixelSpacing[0] - b.pixelSpacing[0]) < 1e-4 &&
    Math.abs(a.pixelSpacing[1] - b.pixelSpacing[1]) < 1e-4 &&
    pixels.bitsAllocated === other.bitsAllocated
  );
}

function countProblems(stack: CheckedStack, { slicesPerStack }: CaseRules): CaseProblem[] {
  const count = stack.instances.length;
  if (!slicesPerStack || (count >= slicesPerStack.min && count <= slicesPerStack.max)) return [];
  const rule = `A stack must have ${printedRange(slicesPerStack)} slices; this one has ${count}.`;
  return [problem(stack, 'slice-count', '00200013', rule, 'Check that the whole series was uploaded.')];
}

function spacingProblems(
  stack: CheckedStack,
  { sliceSpacingMm, spacingTolerance = defaultTolerance }: CaseRules,
): CaseProblem[] {
  const { spacingMm } = stack;
  const gaps = gapsOf(stack.positionsMm);
  if (spacingMm === undefined) return [];
  if (gaps.some((gap) => gap < samePlaceMm)) {
    const rule = 'No two images of a stack may lie at the same place.';
    return [problem(stack, 'repeated-position', '00200032', rule, 'Upload one acquisition of this series only.')];
  }
  const problems: CaseProblem[] = [];
  const missing = gaps.reduce((sum, gap) => sum + missingIn(gap, spacingMm, spacingTolerance), 0);
  if (missing > 0) {
    const rule = `A stack must be without gaps; ${missing} slices seem to be missing in this one.`;
    problems.push(problem(stack, 'missing-slices', '00200032', rule, 'Upload the series again, complete.'));
  }
  const odd = gaps.filter((gap) => isIrregular(gap, spacingMm, spacingTolerance));
  if (odd.length > 0) {
    const rule = `Slices must be evenly spaced, to ${Math.round(spacingTolerance * 100)}% of their median distance.`;
    problems.push(problem(stack, 'irregular-spacing', '00200032', rule, 'Upload the series as acquired.'));
  }
  if (sliceSpacingMm && (spacingMm < sliceSpacingMm.min || spacingMm > sliceSpacingMm.max)) {
    const rule = `Slices must be ${printedRange(sliceSpacingMm)} mm apart; these are ${Number(spacingMm.toFixed(3))}.`;
    problems.push(problem(stack, 'slice-spacing', '00200032', rule, 'Choose the series that the protocol asks for.'));
  }
  return problems;
}

/** A gap of nearly a whole number of steps, two or more, tells of slices that are not there. */
function missingIn(gap: number, spacing: number, tolerance: number): number {
  const steps = Math.round(gap / spacing);
  return steps >= 2 && Math.abs(gap / spacing - steps) <= tolerance ? steps - 1 : 0;
}

function isIrregular(gap: number, spacing: number, tolerance: number): boolean {
  return Math.abs(gap / spacing - 1) > tolerance && missingIn(gap, spacing, tolerance) === 0;
}

function problem(stack: CheckedStack, code: ProblemCode, tag: Tag, rule: string, remedy: string): CaseProblem {
  return { code, tag, seriesInstanceUid: stack.seriesInstanceUid, rule, remedy };
}
