import type { Tag } from './dataset.js';
import type { Plane } from './geometry.js';
import type { ParsedInstance } from './instance.js';
import type { Stack } from './stack.js';
import { spacingOf, stacksOf } from './stack.js';
import { stackProblems } from './stack-check.js';
import { textOf } from './values.js';

/** What a study asks of a case; what is left out is not asked. */
export interface CaseRules {
  /** Planes of which there must be exactly one stack each. */
  readonly planes?: readonly Plane[];
  readonly stacks?: Range;
  readonly slicesPerStack?: Range;
  /** Median distance between slice centres in millimetres. */
  readonly sliceSpacingMm?: Range;
  /** How far a gap may depart from the median, as a fraction of it; 0.1 where left out. */
  readonly spacingTolerance?: number;
}

/** Both ends belong to it. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export type ProblemCode =
  | 'no-images'
  | 'several-studies'
  | 'several-patients'
  | 'duplicate-instance'
  | 'number-of-stacks'
  | 'missing-plane'
  | 'repeated-plane'
  | 'slice-count'
  | 'slice-spacing'
  | 'mixed-orientation'
  | 'mixed-size'
  | 'mixed-frame-of-reference'
  | 'repeated-position'
  | 'missing-slices'
  | 'irregular-spacing';

/** One rule that a case breaks. It names images by UID as given; nothing else out of them. */
export interface CaseProblem {
  readonly code: ProblemCode;
  readonly tag: Tag;
  readonly seriesInstanceUid?: string;
  readonly sopInstanceUids?: readonly string[];
  readonly rule: string;
  readonly remedy: string;
}

export interface CheckedStack extends Stack {
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacing: readonly [number, number];
  readonly spacingMm?: number;
}

/** A case as it was found. It may be taken in where `problems` is empty. */
export interface CaseCheck {
  readonly studyInstanceUid?: string;
  readonly stacks: readonly CheckedStack[];
  readonly problems: readonly CaseProblem[];
}

/** Checks the images of one case: one study of one patient, and stacks that make sense, each and together. */
export function checkCase(instances: readonly ParsedInstance[], rules: CaseRules = {}): CaseCheck {
  const stacks = stacksOf(instances).map(checkedStack);
  const study = instances[0]?.uids.studyInstanceUid;
  return {
    ...(study === undefined ? {} : { studyInstanceUid: study }),
    stacks,
    problems: [
      ...identityProblems(instances),
      ...compositionProblems(stacks, rules),
      ...stacks.flatMap((stack) => stackProblems(stack, rules)),
    ],
  };
}

function checkedStack(stack: Stack): CheckedStack {
  const spacing = spacingOf(stack.positionsMm);
  const { rows = 0, columns = 0, pixelSpacing = [0, 0] as const } = stack.instances[0]?.geometry ?? {};
  return { ...stack, rows, columns, pixelSpacing, ...(spacing === undefined ? {} : { spacingMm: spacing }) };
}

function identityProblems(instances: readonly ParsedInstance[]): CaseProblem[] {
  const problems: CaseProblem[] = [];
  if (instances.length === 0) {
    const rule = 'A case must hold at least one image.';
    problems.push({ code: 'no-images', tag: '00080018', rule, remedy: 'Upload the images of this examination.' });
  }
  if (new Set(instances.map(({ uids }) => uids.studyInstanceUid)).size > 1) {
    const rule = 'All images of a case must belong to one study.';
    const remedy = 'Upload each examination as a case of its own.';
    problems.push({ code: 'several-studies', tag: '0020000D', rule, remedy });
  }
  if (new Set(instances.map(({ dataset }) => textOf(dataset, '00100020'))).size > 1) {
    const rule = 'All images of a case must be of one patient.';
    problems.push({ code: 'several-patients', tag: '00100020', rule, remedy: 'Upload each patient apart.' });
  }
  const repeated = repeatedOf(instances.map(({ uids }) => uids.sopInstanceUid));
  if (repeated.length > 0) {
    const rule = 'Each image may occur once in a case.';
    const remedy = 'Remove the copies and upload again.';
    problems.push({ code: 'duplicate-instance', tag: '00080018', sopInstanceUids: repeated, rule, remedy });
  }
  return problems;
}

function compositionProblems(
  stacks: readonly CheckedStack[],
  { stacks: count, planes = [] }: CaseRules,
): CaseProblem[] {
  const problems: CaseProblem[] = [];
  if (count && (stacks.length < count.min || stacks.length > count.max)) {
    const rule = `A case must have ${printedRange(count)} stacks; this one has ${stacks.length}.`;
    problems.push({ code: 'number-of-stacks', tag: '0020000E', rule, remedy: 'Upload exactly the series to be read.' });
  }
  for (const plane of planes) {
    const found = stacks.filter((stack) => stack.plane === plane).length;
    if (found === 1) continue;
    const rule = `A case must have one ${plane} stack; this one has ${found}.`;
    const remedy = found === 0 ? `Upload the ${plane} series too.` : `Leave all but one ${plane} series out.`;
    problems.push({ code: found === 0 ? 'missing-plane' : 'repeated-plane', tag: '00200037', rule, remedy });
  }
  return problems;
}

/** `3`, or `2 to 4`. */
export function printedRange({ min, max }: Range): string {
  return min === max ? String(min) : `${min} to ${max}`;
}

function repeatedOf(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}
