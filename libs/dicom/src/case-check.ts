import { caseChecksOf, type CaseChecks, type Consequence, type Limits } from '@lectern/contracts';
import type { Tag } from './dataset.js';
import type { Plane } from './geometry.js';
import { imageProblems } from './image-check.js';
import type { ParsedInstance } from './instance.js';
import type { PlaneSource } from './plane-names.js';
import { parallelPairs, planeNames } from './plane-names.js';
import type { Stack } from './stack.js';
import { spacingOf, stacksOf } from './stack.js';
import { stackProblems } from './stack-check.js';
import { textOf } from './values.js';

/** What a study asks of a case. */
export interface CaseRules {
  /** Planes of which there must be exactly one stack each; absent: any. */
  readonly planes?: readonly Plane[];
  readonly checks?: CaseChecks;
}

export type ProblemCode =
  | 'no-images'
  | 'several-studies'
  | 'several-patients'
  | 'duplicate-instance'
  | 'number-of-stacks'
  | 'missing-plane'
  | 'repeated-plane'
  | 'parallel-stacks'
  | 'secondary-image'
  | 'unmarked-pixels'
  | 'gestational-age'
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
  /** Whether the case is refused for it, or taken in with it. */
  readonly severity: Severity;
  readonly tag: Tag;
  readonly seriesInstanceUid?: string;
  readonly plane?: Plane;
  readonly sopInstanceUids?: readonly string[];
  readonly rule: string;
  readonly remedy: string;
}

export type Severity = 'refused' | 'flagged';

export const severityOf = (otherwise: Consequence): Severity => (otherwise === 'refuse' ? 'refused' : 'flagged');

export interface CheckedStack extends Stack {
  /** What the name of the plane rests on. */
  readonly planeFrom: PlaneSource;
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacing: readonly [number, number];
  readonly spacingMm?: number;
}

/** A case as it was found. It may be taken in where no problem refuses it. */
export interface CaseCheck {
  readonly studyInstanceUid?: string;
  readonly stacks: readonly CheckedStack[];
  readonly problems: readonly CaseProblem[];
}

/** Checks the images of one case: one study of one patient, and stacks that make sense, each and together. */
export function checkCase(
  instances: readonly ParsedInstance[],
  { planes = [], checks = caseChecksOf({}) }: CaseRules = {},
): CaseCheck {
  const stacks = namedStacks(instances, checks.planes);
  const study = instances[0]?.uids.studyInstanceUid;
  return {
    ...(study === undefined ? {} : { studyInstanceUid: study }),
    stacks,
    problems: [
      ...identityProblems(instances),
      ...compositionProblems(stacks, planes, checks),
      ...stacks.flatMap((stack) => stackProblems(stack, checks)),
      ...imageProblems(instances, checks),
    ],
  };
}

/** The stacks of an examination, each under the name of its plane. */
export function namedStacks(instances: readonly ParsedInstance[], rule: CaseChecks['planes']): CheckedStack[] {
  const stacks = stacksOf(instances);
  const names = planeNames(stacks, rule);
  return stacks.map((stack, index) => {
    const { plane = stack.plane, source = 'axes' } = names[index] ?? {};
    const spacing = spacingOf(stack.positionsMm);
    const { rows = 0, columns = 0, pixelSpacing = [0, 0] as const } = stack.instances[0]?.geometry ?? {};
    const found = { ...stack, plane, planeFrom: source, rows, columns, pixelSpacing };
    return spacing === undefined ? found : { ...found, spacingMm: spacing };
  });
}

function identityProblems(instances: readonly ParsedInstance[]): CaseProblem[] {
  const severity = 'refused';
  const problems: CaseProblem[] = [];
  if (instances.length === 0) {
    const rule = 'A case must hold at least one image.';
    problems.push({
      code: 'no-images',
      severity,
      tag: '00080018',
      rule,
      remedy: 'Upload the images of this examination.',
    });
  }
  if (new Set(instances.map(({ uids }) => uids.studyInstanceUid)).size > 1) {
    const rule = 'All images of a case must belong to one study.';
    const remedy = 'Upload each examination as a case of its own.';
    problems.push({ code: 'several-studies', severity, tag: '0020000D', rule, remedy });
  }
  if (new Set(instances.map(({ dataset }) => textOf(dataset, '00100020'))).size > 1) {
    const rule = 'All images of a case must be of one patient.';
    problems.push({ code: 'several-patients', severity, tag: '00100020', rule, remedy: 'Upload each patient apart.' });
  }
  const repeated = repeatedOf(instances.map(({ uids }) => uids.sopInstanceUid));
  if (repeated.length > 0) {
    const rule = 'Each image may occur once in a case.';
    const remedy = 'Remove the copies and upload again.';
    problems.push({ code: 'duplicate-instance', severity, tag: '00080018', sopInstanceUids: repeated, rule, remedy });
  }
  return problems;
}

function compositionProblems(
  stacks: readonly CheckedStack[],
  planes: readonly Plane[],
  { stacks: limits, planes: rule }: CaseChecks,
): CaseProblem[] {
  const problems: CaseProblem[] = [];
  const count = limits ?? (planes.length > 0 ? exactly(planes.length) : undefined);
  if (count && !isWithin(stacks.length, count)) {
    const text = `A case must have ${printedLimits(count)} stacks; this one has ${stacks.length}.`;
    const remedy = 'Upload exactly the series to be read.';
    problems.push({
      code: 'number-of-stacks',
      severity: severityOf(count.otherwise),
      tag: '0020000E',
      rule: text,
      remedy,
    });
  }
  const repeated = planes.length > 0 ? repeatedOf(stacks.map(({ plane }) => plane)) : [];
  for (const plane of new Set([...planes, ...repeated])) {
    const found = stacks.filter((stack) => stack.plane === plane);
    if (found.length === 1) continue;
    const text = `A case must have one ${plane} stack; this one has ${found.length}.`;
    const remedy = found.length === 0 ? `Upload the ${plane} series too.` : `Leave all but one ${plane} series out.`;
    const code = found.length === 0 ? 'missing-plane' : 'repeated-plane';
    problems.push({ code, severity: 'refused', tag: '00200037', ...firstImages(found), rule: text, remedy });
  }
  return [...problems, ...parallelProblems(stacks, rule)];
}

/** Stacks under different names that lie in one direction: at least one name must be wrong, however the fetus lies. */
function parallelProblems(
  stacks: readonly CheckedStack[],
  { leastAngleDegrees, otherwise }: CaseChecks['planes'],
): CaseProblem[] {
  return parallelPairs(stacks, leastAngleDegrees)
    .filter(([a, b]) => a.plane !== b.plane)
    .map((pair) => ({
      code: 'parallel-stacks',
      severity: severityOf(otherwise),
      tag: '00200037',
      ...firstImages(pair),
      rule: `Stacks of different planes must differ by at least ${leastAngleDegrees} degrees; two of this case lie in one direction.`,
      remedy: 'Upload one stack of each plane of the fetus.',
    }));
}

const firstImages = (stacks: readonly CheckedStack[]): { sopInstanceUids?: readonly string[] } => {
  const uids = stacks.flatMap(({ instances }) => instances[0]?.uids.sopInstanceUid ?? []);
  return uids.length > 0 ? { sopInstanceUids: uids } : {};
};

const exactly = (count: number): Limits => ({ min: count, max: count, otherwise: 'refuse' });

/** Both ends belong to it. */
export function isWithin(value: number, { min = -Infinity, max = Infinity }: Limits): boolean {
  return value >= min && value <= max;
}

/** `3`, `2 to 4`, `at least 2`. */
export function printedLimits({ min, max }: Limits): string {
  if (min === undefined || max === undefined) return min === undefined ? `at most ${max}` : `at least ${min}`;
  return min === max ? String(min) : `${min} to ${max}`;
}

function repeatedOf<T extends string>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}
