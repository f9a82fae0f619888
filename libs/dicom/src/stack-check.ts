import type { CaseChecks, Consequence } from '@lectern/contracts';
import type { CaseProblem, CheckedStack, ProblemCode } from './case-check.js';
import { isWithin, printedLimits, severityOf } from './case-check.js';
import type { Tag } from './dataset.js';
import { isParallel } from './geometry.js';
import type { ParsedInstance } from './instance.js';
import { gapsOf } from './stack.js';

/** Two slices nearer than this, in millimetres, are at the same place. */
const samePlaceMm = 0.01;

/** Rules that one stack breaks: its images must be alike and lie one beside the other without a gap. */
export function stackProblems(stack: CheckedStack, checks: CaseChecks): CaseProblem[] {
  return [...uniformityProblems(stack, checks), ...countProblems(stack, checks), ...spacingProblems(stack, checks)];
}

function uniformityProblems(stack: CheckedStack, { mixedOrientations }: CaseChecks): CaseProblem[] {
  const [first] = stack.instances;
  if (!first) return [];
  const { geometry } = first;
  const rule = 'All images of a stack must be alike in direction, matrix, pixel size and frame of reference.';
  const remedy = 'Upload this series without localisers and without images of other series.';
  const findings: readonly (readonly [ProblemCode, Consequence, Tag, (image: ParsedInstance) => boolean])[] = [
    [
      'mixed-orientation',
      mixedOrientations,
      '00200037',
      (image) => !isParallel(image.geometry.orientation, geometry.orientation),
    ],
    ['mixed-size', 'refuse', '00280010', (image) => !isSameMatrix(image, first)],
    [
      'mixed-frame-of-reference',
      'refuse',
      '00200052',
      ({ uids }) => uids.frameOfReferenceUid !== first.uids.frameOfReferenceUid,
    ],
  ];
  return findings
    .map(([code, otherwise, tag, differs]) =>
      problem(stack, { code, otherwise, tag, rule, remedy, images: stack.instances.filter(differs) }),
    )
    .filter(({ sopInstanceUids = [] }) => sopInstanceUids.length > 0);
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

function countProblems(stack: CheckedStack, { slices }: CaseChecks): CaseProblem[] {
  const count = stack.instances.length;
  if (!slices || isWithin(count, slices)) return [];
  const rule = `A stack must have ${printedLimits(slices)} slices; this one has ${count}.`;
  const remedy = 'Check that the whole series was uploaded.';
  return [problem(stack, { code: 'slice-count', otherwise: slices.otherwise, tag: '00200013', rule, remedy })];
}

function spacingProblems(stack: CheckedStack, checks: CaseChecks): CaseProblem[] {
  const { spacingMm } = stack;
  const { missingSlices, irregularSpacing, spacingTolerance, spacingMm: limits } = checks;
  const gaps = gapsOf(stack.positionsMm);
  const tag = '00200032';
  if (spacingMm === undefined) return [];
  const beside = (isOdd: (gap: number) => boolean): ParsedInstance[] =>
    stack.instances.filter((_, index) => [gaps[index - 1], gaps[index]].some((gap) => gap !== undefined && isOdd(gap)));
  const same = beside((gap) => gap < samePlaceMm);
  if (same.length > 0) {
    const rule = 'No two images of a stack may lie at the same place.';
    const remedy = 'Upload one acquisition of this series only.';
    return [problem(stack, { code: 'repeated-position', otherwise: 'refuse', tag, rule, remedy, images: same })];
  }
  const problems: CaseProblem[] = [];
  const missing = gaps.reduce((sum, gap) => sum + missingIn(gap, spacingMm, spacingTolerance), 0);
  if (missing > 0) {
    const rule = `A stack must be without gaps; ${missing} slices seem to be missing in this one.`;
    const images = beside((gap) => missingIn(gap, spacingMm, spacingTolerance) > 0);
    const remedy = 'Upload the series again, complete.';
    problems.push(problem(stack, { code: 'missing-slices', otherwise: missingSlices, tag, rule, remedy, images }));
  }
  const odd = beside((gap) => isIrregular(gap, spacingMm, spacingTolerance));
  if (odd.length > 0) {
    const rule = `Slices must be evenly spaced, to ${Math.round(spacingTolerance * 100)}% of their median distance.`;
    const [code, remedy] = ['irregular-spacing', 'Upload the series as acquired.'] as const;
    problems.push(problem(stack, { code, otherwise: irregularSpacing, tag, rule, remedy, images: odd }));
  }
  if (limits && !isWithin(spacingMm, limits)) {
    const rule = `Slices must be ${printedLimits(limits)} mm apart; these are ${Number(spacingMm.toFixed(3))}.`;
    const [code, remedy] = ['slice-spacing', 'Choose the series that the protocol asks for.'] as const;
    problems.push(problem(stack, { code, otherwise: limits.otherwise, tag, rule, remedy }));
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

interface Found extends Pick<CaseProblem, 'code' | 'tag' | 'rule' | 'remedy'> {
  readonly otherwise: Consequence;
  /** The images concerned; absent: the whole stack, which its first stands for. */
  readonly images?: readonly ParsedInstance[];
}

function problem(stack: CheckedStack, { otherwise, images, ...found }: Found): CaseProblem {
  const { seriesInstanceUid, plane } = stack;
  const sopInstanceUids = (images ?? stack.instances.slice(0, 1)).map(({ uids }) => uids.sopInstanceUid);
  return { ...found, severity: severityOf(otherwise), seriesInstanceUid, plane, sopInstanceUids };
}
